package io.sallyport.dataplane.snapshot;

/** The MAC addresses of next hops that are known. Immutable; any thread may read it. */
public final class NeighborTable {
    /** Answer for a neighbor whose MAC address is not known. No neighbor has this address. */
    public static final long UNKNOWN = 0;

    /** Key and MAC address in turn. */
    private final long[] entries;

    /**
     * One neighbor.
     *
     * @param interfaceNumber interface it is reached by
     * @param address its IPv4 address in packet byte order
     * @param mac its MAC address, first byte lowest, not zero
     */
    public record Neighbor(int interfaceNumber, int address, long mac) {}

    /** Builds the table. */
    public NeighborTable(Iterable<Neighbor> neighbors) {
        int count = 0;
        for (Neighbor ignored : neighbors) {
            count++;
        }
        int size = Integer.highestOneBit(Math.max(8, 4 * count));
        entries = new long[2 * size];
        for (Neighbor neighbor : neighbors) {
            long key = key(neighbor.interfaceNumber(), neighbor.address());
            int at = start(key);
            while (entries[at + 1] != UNKNOWN) {
                at = next(at);
            }
            entries[at] = key;
            entries[at + 1] = neighbor.mac();
        }
    }

    /** Number for a pair of interface and address, by which neighbors are looked up and asked for. */
    public static long key(int interfaceNumber, int address) {
        return (long) interfaceNumber << 32 | Integer.toUnsignedLong(address);
    }

    /** Interface number in a key. */
    public static int interfaceOf(long key) {
        return (int) (key >>> 32);
    }

    /** IPv4 address in a key, packet byte order. */
    public static int addressOf(long key) {
        return (int) key;
    }

    /** Returns the MAC address for a key, or {@link #UNKNOWN}. */
    public long find(long key) {
        int at = start(key);
        while (entries[at + 1] != UNKNOWN && entries[at] != key) {
            at = next(at);
        }
        return entries[at + 1];
    }

    private int next(int at) {
        return (at + 2) & (entries.length - 1);
    }

    private int start(long key) {
        return (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & (entries.length - 2);
    }
}
