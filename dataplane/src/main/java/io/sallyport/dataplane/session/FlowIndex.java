package io.sallyport.dataplane.session;

/**
 * Hash table from the key of a flow to the index of its session, in one direction.
 *
 * <p>It holds no keys: an entry is a 16-bit tag and a session index, eight of them in a {@link Bucket} of one cache
 * line, and the key is compared in the session line that the packet needs anyway. An entry may sit in two buckets,
 * primary and other; each follows from the other one and the tag (partial-key cuckoo hashing).
 *
 * <p><b>Cost, fixed for any content (checklist C11.3).</b> {@link #find} reads the primary bucket and, only if an entry
 * of it had to go elsewhere, the other one; and one session line per equal tag: at most {@value #MOST_BUCKETS_TO_FIND}
 * bucket and 16 session lines, nearly always 1 and 1 (0 for a miss). {@link #insert} takes a free entry of the primary,
 * else of the other bucket, else moves one of their 16 entries to that one's other bucket, else refuses: at most
 * {@value #MOST_BUCKETS_TO_INSERT} bucket lines. {@link #remove} reads two. There is no resize.
 *
 * <p><b>Memory.</b> The number of buckets is the power of two that gives at least 16 bytes per session: 16 to 32 bytes
 * per session, or a load of 25 to 50 %. A million sessions take 16 MiB.
 *
 * <p>Single-threaded: owner worker only. Keys are in packet byte order, see {@link SessionLine}.
 */
public final class FlowIndex {
    static final int MOST_BUCKETS_TO_FIND = 2;
    static final int MOST_BUCKETS_TO_INSERT = 2 + 2 * Bucket.ENTRIES;
    /** Most sessions a table can hold; their lines are 8 GiB. */
    static final int MOST_ENTRIES = 1 << 27;

    private static final long MULTIPLIER_1 = 0x9e37_79b9_7f4a_7c15L;
    private static final long MULTIPLIER_2 = 0xd6e8_feb8_6659_fd93L;

    private final long buckets;
    /** Selects a bucket's offset in bytes: all bits of it, none of the six below. */
    private final long offsetMask;

    private final long sessions;
    private final boolean byOutsideTuple;
    private final String name;
    private int size;

    /**
     * Makes an empty table.
     *
     * @param maxEntries sessions it has to hold, 1 to 2^27
     * @param outbound true for keys of packets from inside, false for keys of packets from outside
     * @param sessionsBase address of the session lines that indexes count from
     * @param name says what the memory is for
     * @throws IllegalArgumentException if {@code maxEntries} is out of range
     */
    public FlowIndex(TableAllocator allocator, int maxEntries, boolean outbound, long sessionsBase, String name) {
        long bytes = bytes(maxEntries);
        this.buckets = allocator.allocate(bytes, name);
        this.offsetMask = bytes - Bucket.SIZE;
        this.sessions = sessionsBase;
        this.byOutsideTuple = !outbound;
        this.name = name;
    }

    /**
     * Bytes of memory a table takes.
     *
     * @throws IllegalArgumentException if {@code maxEntries} is not 1 to 2^27
     */
    public static long bytes(int maxEntries) {
        checkEntries(maxEntries);
        int half = Bucket.ENTRIES / 2;
        int atLeast = Math.max(2, (maxEntries + half - 1) / half);
        return (long) Bucket.SIZE * (Integer.highestOneBit(atLeast - 1) << 1);
    }

    /** Refuses a number of sessions that no table can hold. */
    static void checkEntries(int entries) {
        if (entries < 1 || entries > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "a table for %d sessions was asked for; 1 to %d can be had".formatted(entries, MOST_ENTRIES));
        }
    }

    /**
     * Hashes a key. Both factors of the first product depend on the secret seed, so nobody who does not know it can
     * choose flows that collide.
     */
    public static long hash(long addresses, int ports, int protocol, long seed) {
        long rest = ((long) protocol << 32) | (ports & 0xffff_ffffL);
        long mixed = fold(addresses ^ seed ^ MULTIPLIER_1, rest ^ Long.rotateLeft(seed, 32) ^ MULTIPLIER_2);
        return fold(mixed ^ seed, MULTIPLIER_1);
    }

    /** Multiplies to 128 bits and adds (XOR) the halves. */
    static long fold(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ a * b;
    }

    /** Address of the primary bucket's line: what to prefetch before {@link #candidate} and {@link #find}. */
    public long bucket(long hash) {
        return buckets + ((hash << 6) & offsetMask);
    }

    /**
     * Session that is probably meant, or -1: the first one in the primary bucket whose tag fits, with no look at its
     * line, which can be prefetched on the strength of this.
     */
    public int candidate(long hash) {
        long bucket = bucket(hash);
        long matches = Bucket.matches(bucket, tag(hash));
        return matches == 0 ? -1 : Bucket.index(bucket, Bucket.entry(matches));
    }

    /**
     * Looks a key up.
     *
     * @param hash {@link #hash} of the key, with the seed used to insert
     * @return the session's index, or -1 if there is none
     */
    public int find(long hash, long addresses, int ports, int protocol) {
        int tag = tag(hash);
        long primary = bucket(hash);
        int found = findIn(primary, tag, addresses, ports, protocol);
        if (found >= 0 || Bucket.overflow(primary) == 0) {
            return found;
        }
        return findIn(other(primary, tag), tag, addresses, ports, protocol);
    }

    private int findIn(long bucket, int tag, long addresses, int ports, int protocol) {
        for (long matches = Bucket.matches(bucket, tag); matches != 0; matches &= matches - 1) {
            int index = Bucket.index(bucket, Bucket.entry(matches));
            long line = sessions + (long) index * SessionLine.SIZE;
            if (SessionLine.hasKey(line, byOutsideTuple, addresses, ports, protocol)) {
                return index;
            }
        }
        return -1;
    }

    /**
     * Enters a session that is not in the table.
     *
     * @return false, with nothing changed, if both buckets are full and none of their entries can move
     */
    public boolean insert(long hash, int index) {
        int tag = tag(hash);
        long primary = bucket(hash);
        long other = other(primary, tag);
        if (!put(primary, tag, index, false)
                && !put(other, tag, index, true)
                && !(makeRoom(primary) && put(primary, tag, index, false))
                && !(makeRoom(other) && put(other, tag, index, true))) {
            return false;
        }
        size++;
        return true;
    }

    /** Puts an entry into a bucket if it has room, and keeps the overflow count of its primary bucket. */
    private boolean put(long bucket, int tag, int index, boolean displaced) {
        long free = Bucket.matches(bucket, 0);
        if (free == 0) {
            return false;
        }
        Bucket.put(bucket, Bucket.entry(free), tag, index, displaced);
        if (displaced) {
            Bucket.addOverflow(other(bucket, tag), 1);
        }
        return true;
    }

    /** Moves one entry of a full bucket to its own other bucket: one step, never a chain. */
    private boolean makeRoom(long bucket) {
        for (int entry = 0; entry < Bucket.ENTRIES; entry++) {
            int tag = Bucket.tag(bucket, entry);
            boolean displaced = Bucket.displaced(bucket, entry);
            if (put(other(bucket, tag), tag, Bucket.index(bucket, entry), !displaced)) {
                clear(bucket, entry);
                return true;
            }
        }
        return false;
    }

    /**
     * Takes a session out.
     *
     * @param hash the hash it was inserted with
     * @return false if it was not in the table
     */
    public boolean remove(long hash, int index) {
        int tag = tag(hash);
        long primary = bucket(hash);
        if (!removeFrom(primary, tag, index) && !removeFrom(other(primary, tag), tag, index)) {
            return false;
        }
        size--;
        return true;
    }

    private boolean removeFrom(long bucket, int tag, int index) {
        for (long matches = Bucket.matches(bucket, tag); matches != 0; matches &= matches - 1) {
            int entry = Bucket.entry(matches);
            if (Bucket.index(bucket, entry) == index) {
                clear(bucket, entry);
                return true;
            }
        }
        return false;
    }

    /** Frees an entry and keeps the overflow count of its primary bucket. */
    private void clear(long bucket, int entry) {
        if (Bucket.displaced(bucket, entry)) {
            Bucket.addOverflow(other(bucket, Bucket.tag(bucket, entry)), -1);
        }
        Bucket.clear(bucket, entry);
    }

    /** Address of the first bucket. */
    long buckets() {
        return buckets;
    }

    /** Selects the offset of a bucket in bytes. */
    long mask() {
        return offsetMask;
    }

    /** Sessions in the table. */
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return name + ": " + size + " sessions in " + (offsetMask / Bucket.SIZE + 1) + " buckets";
    }

    /** Tag of a hash, 1 to 65535: bits that do not choose the bucket. */
    static int tag(long hash) {
        int tag = (int) (hash >>> 48);
        return tag == 0 ? 1 : tag;
    }

    /** The other bucket where an entry with this tag may sit; never the same one, and back again if applied twice. */
    long other(long bucket, int tag) {
        long step = ((tag * MULTIPLIER_1) >>> 16) & offsetMask;
        return buckets + ((bucket - buckets) ^ (step == 0 ? Bucket.SIZE : step));
    }
}
