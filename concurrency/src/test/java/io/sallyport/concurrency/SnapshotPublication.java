package io.sallyport.concurrency;

import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Who has a snapshot sees all of it. */
@JCStressTest
@State
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The first one.")
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "The second one.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Half of one.")
public class SnapshotPublication {
    private final SnapshotPublisher publisher = new SnapshotPublisher(1, Snapshots.ofVersion(1));

    /** Publishes. */
    @Actor
    public void control() {
        publisher.publish(Snapshots.second());
    }

    /** Reads. */
    @Actor
    public void worker(JJ_Result result) {
        Snapshot snapshot = publisher.current();
        result.r1 = snapshot.version();
        result.r2 = Snapshots.mac(snapshot);
    }
}
