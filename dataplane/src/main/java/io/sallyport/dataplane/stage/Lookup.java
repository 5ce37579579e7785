package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.session.FlowIndex;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dpdk.Prefetch;
import io.sallyport.dpdk.memory.Memory;

/**
 * Fourth stage: hashes the key of every packet of the burst and brings first the bucket lines, then the session lines,
 * into the cache with one native call each, so that the misses of a whole burst overlap (checklist C11.3, C11.4). Finds nothing
 * out for certain: {@link Sessions} does.
 */
public final class Lookup {
    /** Bytes of scratch memory. */
    public static final long BYTES = 8L * Burst.MAX;

    private final SessionTable sessions;
    private final long lines;

    /**
     * Makes the stage.
     *
     * @param scratch memory of {@link #BYTES} bytes
     */
    public Lookup(SessionTable sessions, long scratch) {
        this.sessions = sessions;
        this.lines = scratch;
    }

    /** Fills in the hashes. */
    public void run(Burst burst) {
        int count = 0;
        for (int i = 0; i < burst.count; i++) {
            if (Way.isTranslated(burst.way[i])) {
                long hash = hash(burst, i);
                burst.hash[i] = hash;
                Memory.putLong(lines + 8L * count++, index(burst.way[i]).bucket(hash));
            }
        }
        if (count > 0) {
            Prefetch.lines(lines, count);
            prefetchSessions(burst);
        }
    }

    private void prefetchSessions(Burst burst) {
        int count = 0;
        for (int i = 0; i < burst.count; i++) {
            if (Way.isTranslated(burst.way[i])) {
                int candidate = index(burst.way[i]).candidate(burst.hash[i]);
                if (candidate >= 0) {
                    Memory.putLong(lines + 8L * count++, sessions.line(candidate));
                }
            }
        }
        if (count > 0) {
            Prefetch.lines(lines, count);
        }
    }

    private long hash(Burst burst, int i) {
        return Way.byOutsideTuple(burst.way[i])
                ? sessions.inHash(burst.addresses[i], burst.ports[i], burst.protocol[i])
                : sessions.outHash(burst.addresses[i], burst.ports[i], burst.protocol[i]);
    }

    private FlowIndex index(int way) {
        return Way.byOutsideTuple(way) ? sessions.in() : sessions.out();
    }
}
