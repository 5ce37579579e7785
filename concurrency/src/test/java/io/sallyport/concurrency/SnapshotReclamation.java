package io.sallyport.concurrency;

import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** What a worker reads in its turns is not freed, by plain stores, before it has said that it reads it no more. */
@JCStressTest
@State
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "A snapshot was freed, not in use.")
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "None was freed.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A snapshot was freed while the worker read it.")
public class SnapshotReclamation {
    private static final int VERSIONS = 3;
    private static final int LOOKS = 20;
    private static final int TURNS = 4;

    private final SnapshotPublisher publisher = new SnapshotPublisher(1, Snapshots.ofVersion(1));
    private final boolean[] freed = new boolean[VERSIONS + 1];

    /** Publishes, and frees what nobody can hold any more. */
    @Actor
    public void control() {
        int kept = 1;
        for (int k = 0; k < LOOKS; k++) {
            if (k < VERSIONS - 1) {
                publisher.publish(Snapshots.ofVersion(k + 2));
            }
            for (; kept < publisher.oldestInUse(); kept++) {
                freed[kept] = true;
            }
        }
    }

    /** Some turns. */
    @Actor
    public void worker(ZZ_Result result) {
        boolean good = true;
        for (int turn = 0; turn < TURNS; turn++) {
            Snapshot snapshot = publisher.current();
            int version = (int) snapshot.version();
            good &= !freed[version];
            good &= Snapshots.mac(snapshot) == version;
            good &= !freed[version];
            publisher.acknowledge(0, version);
        }
        result.r1 = good;
    }

    /** Says whether there was anything to go wrong. */
    @Arbiter
    public void arbiter(ZZ_Result result) {
        result.r2 = freed[1];
    }
}
