package io.sallyport.dataplane.snapshot;

import java.util.Arrays;
import java.util.List;

/**
 * The static mappings, to be found by either end. Immutable; any thread may read it. A packet that no mapping is for
 * costs one bit test (by port) and, only if there are 1:1 mappings at all, one hash look-up.
 *
 * <p>Addresses and ports are in packet byte order.
 */
public final class StaticTable {
    /** Answer where there is no mapping. */
    public static final int NONE = -1;

    private final StaticMapping[] mappings;
    private final Ends outside;
    private final Ends inside;
    private final boolean oneToOne;

    /** Builds the table. No two mappings may agree in one end. */
    public StaticTable(List<StaticMapping> mappings) {
        this.mappings = mappings.toArray(StaticMapping[]::new);
        this.outside = new Ends(this.mappings.length);
        this.inside = new Ends(this.mappings.length);
        this.oneToOne = mappings.stream().anyMatch(StaticMapping::isOneToOne);
        for (int i = 0; i < this.mappings.length; i++) {
            StaticMapping mapping = this.mappings[i];
            outside.put(mapping.protocol(), mapping.outsideAddress(), mapping.outsidePort(), i);
            inside.put(mapping.protocol(), mapping.insideAddress(), mapping.insidePort(), i);
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return mappings.length == 0;
    }

    /** The mapping whose outside end this is: that of the port first, else that of the whole address, else {@link #NONE}. */
    public int findOutside(int protocol, int address, int port) {
        return find(outside, protocol, address, port);
    }

    /** The mapping whose inside end this is: that of the port first, else that of the whole address, else {@link #NONE}. */
    public int findInside(int protocol, int address, int port) {
        return find(inside, protocol, address, port);
    }

    private int find(Ends ends, int protocol, int address, int port) {
        int found = ends.mayHave(port) ? ends.find(protocol, address, port) : NONE;
        return found == NONE && oneToOne ? ends.find(StaticMapping.ANY, address, 0) : found;
    }

    /** Whether an address is the outside end of a 1:1 mapping. */
    public boolean isOneToOneOutside(int address) {
        return oneToOne && outside.find(StaticMapping.ANY, address, 0) != NONE;
    }

    /** The mapping with a number that a look-up gave. */
    public StaticMapping at(int number) {
        return mappings[number];
    }

    /** Hash table of one end of each mapping. */
    private static final class Ends {
        private final long[] keys;
        private final int[] numbers;
        private final int mask;
        private final long[] ports = new long[1024];

        Ends(int count) {
            int size = Integer.highestOneBit(Math.max(8, 4 * count));
            keys = new long[size];
            numbers = new int[size];
            mask = size - 1;
            Arrays.fill(numbers, NONE);
        }

        private static long key(int protocol, int address, int port) {
            return (long) protocol << 48 | (long) port << 32 | Integer.toUnsignedLong(address);
        }

        private int start(long key) {
            return (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
        }

        void put(int protocol, int address, int port, int number) {
            long key = key(protocol, address, port);
            int at = start(key);
            while (numbers[at] != NONE) {
                if (keys[at] == key) {
                    throw new IllegalArgumentException("two static mappings have one end in common");
                }
                at = (at + 1) & mask;
            }
            keys[at] = key;
            numbers[at] = number;
            if (protocol != StaticMapping.ANY) {
                ports[port >>> 6] |= 1L << port;
            }
        }

        boolean mayHave(int port) {
            return (ports[port >>> 6] & 1L << port) != 0;
        }

        int find(int protocol, int address, int port) {
            long key = key(protocol, address, port);
            int at = start(key);
            while (numbers[at] != NONE && keys[at] != key) {
                at = (at + 1) & mask;
            }
            return numbers[at];
        }
    }
}
