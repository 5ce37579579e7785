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

    /** Fills in the hashes, and the session lines that are probably meant. */
    public void run(Burst burst) {
        int count = 0;
        long end = burst.end();
        for (long packet = burst.first(); packet < end; packet += Packet.SIZE) {
            int way = Packet.way(packet);
            if (Way.isTranslated(way)) {
                long hash = hash(packet, way);
                Packet.setHash(packet, hash);
                Memory.putLong(lines + 8L * count++, index(way).bucket(hash));
            }
        }
        if (count > 0) {
            Prefetch.lines(lines, count);
            prefetchSessions(burst);
        }
    }

    private void prefetchSessions(Burst burst) {
        int count = 0;
        long end = burst.end();
        for (long packet = burst.first(); packet < end; packet += Packet.SIZE) {
            int way = Packet.way(packet);
            if (Way.isTranslated(way)) {
                int candidate = index(way).candidate(Packet.hash(packet));
                long line = candidate < 0 ? Packet.NO_SESSION : sessions.line(candidate);
                Packet.setSession(packet, line);
                if (line != Packet.NO_SESSION) {
                    Memory.putLong(lines + 8L * count++, line);
                }
            }
        }
        if (count > 0) {
            Prefetch.lines(lines, count);
        }
    }

    private long hash(long packet, int way) {
        long addresses = Packet.addresses(packet);
        int ports = Packet.ports(packet);
        int protocol = Packet.protocol(packet);
        return Way.byOutsideTuple(way)
                ? sessions.inHash(addresses, ports, protocol)
                : sessions.outHash(addresses, ports, protocol);
    }

    private FlowIndex index(int way) {
        return Way.byOutsideTuple(way) ? sessions.in() : sessions.out();
    }
}
