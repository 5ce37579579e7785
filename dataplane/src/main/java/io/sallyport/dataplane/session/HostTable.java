package io.sallyport.dataplane.session;

/**
 * What one worker counts of each inside address that has sessions on it: sessions, NAT ports, and sessions begun in the present
 * second. Its worker writes it; every worker reads it, without a lock and without ever waiting.
 *
 * <p>An entry of 16 bytes lies in one of two buckets that follow from the address, each a cache line of four entries, and never
 * moves; so a lookup reads at most two lines. A new host goes where more room is. An entry that counts nothing any more is taken
 * over by the next host that needs one. Where every session is of another host and the table of sessions is full, one host in
 * 20,000 finds no room; with two or more sessions per host, none does in practice.
 *
 * <p><b>Memory.</b> The number of buckets is the power of two that gives at least 32 bytes per session: 32 to 64.
 *
 * <p>Hosts are in packet byte order; 0.0.0.0 is no host.
 */
public final class HostTable {
    private static final int BUCKET = 64;

    private final long buckets;
    /** Selects a bucket's offset in bytes. */
    private final long offsetMask;

    private final long seed;

    /**
     * Makes an empty table.
     *
     * @param sessions what the worker's table of sessions holds, 1 to 2^27
     * @param seed secret random number, without which nobody can choose hosts that collide
     * @throws IllegalArgumentException if {@code sessions} is out of range
     */
    public HostTable(TableAllocator memory, int sessions, long seed) {
        long bytes = bytes(sessions);
        this.buckets = memory.allocate(bytes, "hosts");
        this.offsetMask = bytes - BUCKET;
        this.seed = seed;
    }

    /**
     * Bytes of memory that a table takes.
     *
     * @throws IllegalArgumentException if {@code sessions} is not 1 to 2^27
     */
    public static long bytes(int sessions) {
        FlowIndex.checkEntries(sessions);
        int atLeast = Math.max(2, (sessions + 1) / 2);
        return (long) BUCKET * (Integer.highestOneBit(atLeast - 1) << 1);
    }

    /** Sessions that a host has on this worker. Any thread. */
    public int sessions(int host) {
        long entry = find(host);
        return entry == 0 ? 0 : HostEntry.sessions(entry, host);
    }

    /** NAT ports that a host has on this worker. Any thread. */
    public int ports(int host) {
        long entry = find(host);
        return entry == 0 ? 0 : HostEntry.ports(entry, host);
    }

    /** Sessions that a host began on this worker in a second, of which the lowest 20 bits count. Any thread. */
    public int begun(int host, int second) {
        long entry = find(host);
        return entry == 0 ? 0 : HostEntry.begun(entry, host, second);
    }

    /** Address of a host's entry, 0 if it has none. */
    long find(int host) {
        long hash = hash(host);
        long entry = findIn(first(hash), host);
        return entry != 0 ? entry : findIn(second(hash), host);
    }

    private static long findIn(long bucket, int host) {
        for (long entry = bucket; entry < bucket + BUCKET; entry += HostEntry.SIZE) {
            if (HostEntry.host(entry) == host) {
                return entry;
            }
        }
        return 0;
    }

    /** Whether a host has an entry or can be given one. Owner worker only. */
    boolean hasRoom(int host, int second) {
        long hash = hash(host);
        return find(host) != 0 || room(first(hash), second) + room(second(hash), second) > 0;
    }

    /** Address of a host's entry, made if there was none; 0 if there is no room for it. Owner worker only. */
    long findOrClaim(int host, int second) {
        long entry = find(host);
        if (entry != 0) {
            return entry;
        }
        long hash = hash(host);
        long bucket = room(second(hash), second) > room(first(hash), second) ? second(hash) : first(hash);
        for (entry = bucket; entry < bucket + BUCKET; entry += HostEntry.SIZE) {
            if (HostEntry.free(entry, second)) {
                HostEntry.claim(entry, host);
                return entry;
            }
        }
        return 0;
    }

    private static int room(long bucket, int second) {
        int room = 0;
        for (long entry = bucket; entry < bucket + BUCKET; entry += HostEntry.SIZE) {
            room += HostEntry.free(entry, second) ? 1 : 0;
        }
        return room;
    }

    private long hash(int host) {
        return FlowIndex.hash(host, 0, 0, seed);
    }

    private long first(long hash) {
        return buckets + ((hash << 6) & offsetMask);
    }

    /** Another bucket than the first one. */
    private long second(long hash) {
        long step = (hash >>> 26) & offsetMask;
        return buckets + (((hash << 6) & offsetMask) ^ (step == 0 ? BUCKET : step));
    }
}
