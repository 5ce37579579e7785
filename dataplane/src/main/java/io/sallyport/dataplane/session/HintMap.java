package io.sallyport.dataplane.session;

import io.sallyport.dpdk.memory.Memory;

/**
 * Tells other workers which flows this worker probably has sessions for, so that under congestion they know whose packets to keep
 * (checklist C3.10, C9.3): a count of four bits for each hash of a session's inside key and of its outside key. Its worker
 * writes it when sessions come and go; any other reads it when a ring to that worker is full, and never to translate.
 *
 * <p>Counts, not bits: the end of one session must not hide another of the same hash. A session that exists always shows. A flow
 * without one shows too if it shares a hash, in a full table one in five at most; it then is only kept a little longer than it
 * deserves. A count that has reached 15 stays.
 *
 * <p>It takes 4 to 8 bytes per session. Addresses and ports are in packet byte order.
 */
public final class HintMap {
    private static final int COUNTS_PER_SESSION = 8;
    private static final int MOST = 15;

    private final long counts;
    private final long mask;
    private final long seed;

    /**
     * Makes an empty map.
     *
     * @param sessions what the worker's table of sessions holds, 1 to 2^27
     * @param seed secret random number, without which nobody can choose flows that share a hash with others
     * @throws IllegalArgumentException if {@code sessions} is out of range
     */
    public HintMap(TableAllocator memory, int sessions, long seed) {
        long bytes = bytes(sessions);
        this.counts = memory.allocate(bytes, "hints");
        this.mask = 2 * bytes - 1;
        this.seed = seed;
    }

    /**
     * Bytes of memory that a map takes.
     *
     * @throws IllegalArgumentException if {@code sessions} is not 1 to 2^27
     */
    public static long bytes(int sessions) {
        FlowIndex.checkEntries(sessions);
        long atLeast = Math.max(64, (long) sessions * COUNTS_PER_SESSION / 2);
        return Long.highestOneBit(2 * atLeast - 1);
    }

    /** Shows a session, by both its keys. Owner worker only. */
    void add(long outAddresses, int outPorts, long inAddresses, int inPorts, int protocol) {
        change(FlowIndex.hash(outAddresses, outPorts, protocol, seed), 1);
        change(FlowIndex.hash(inAddresses, inPorts, protocol, seed), 1);
    }

    /** Shows a session no longer. Owner worker only, once for each {@link #add}. */
    void remove(long line) {
        change(outKey(line), -1);
        change(inKey(line), -1);
    }

    /** Whether there may be a session with this key, of either direction; false is certain. Any thread. */
    public boolean mayHave(long addresses, int ports, int protocol) {
        long at = FlowIndex.hash(addresses, ports, protocol, seed) & mask;
        return (Memory.getByteOpaque(counts + (at >>> 1)) >>> shift(at) & MOST) != 0;
    }

    private long outKey(long line) {
        return FlowIndex.hash(
                SessionLine.outKeyAddresses(line), SessionLine.outKeyPorts(line), SessionLine.protocol(line), seed);
    }

    private long inKey(long line) {
        return FlowIndex.hash(
                SessionLine.inKeyAddresses(line), SessionLine.inKeyPorts(line), SessionLine.protocol(line), seed);
    }

    private void change(long hash, int by) {
        long at = hash & mask;
        long address = counts + (at >>> 1);
        int both = Memory.getByteOpaque(address);
        if ((both >>> shift(at) & MOST) != MOST) {
            Memory.putByteOpaque(address, both + (by << shift(at)));
        }
    }

    private static int shift(long at) {
        return (int) (at & 1) << 2;
    }
}
