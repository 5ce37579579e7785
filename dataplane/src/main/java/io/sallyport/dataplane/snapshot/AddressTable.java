package io.sallyport.dataplane.snapshot;

import java.util.Arrays;

/**
 * The addresses that are the gateway's own: those of interfaces and those of pools. Immutable; any thread may read it.
 */
public final class AddressTable {
    /** Answer for an address that is not ours. */
    public static final int FOREIGN = -1;

    private static final int LOCAL_BIT = 1 << 30;

    private final int[] keys;
    private final int[] codes;
    private final int mask;

    /**
     * Builds the table.
     *
     * @param local addresses of interfaces in packet byte order, by interface number
     * @param pool pool addresses in packet byte order, by pool address index
     */
    public AddressTable(int[] local, int[] pool) {
        int size = Integer.highestOneBit(Math.max(8, 4 * (local.length + pool.length)));
        keys = new int[size];
        codes = new int[size];
        mask = size - 1;
        Arrays.fill(codes, FOREIGN);
        for (int i = 0; i < local.length; i++) {
            put(local[i], LOCAL_BIT | i);
        }
        for (int i = 0; i < pool.length; i++) {
            put(pool[i], i);
        }
    }

    private void put(int address, int code) {
        int at = start(address);
        while (codes[at] != FOREIGN) {
            at = (at + 1) & mask;
        }
        keys[at] = address;
        codes[at] = code;
    }

    /** Says what an address (packet byte order) is: a code for {@link #isLocal} or {@link #isPool}, or {@link #FOREIGN}. */
    public int find(int address) {
        int at = start(address);
        while (codes[at] != FOREIGN && keys[at] != address) {
            at = (at + 1) & mask;
        }
        return codes[at];
    }

    private int start(int address) {
        return ((address * 0x9e3779b1) >>> 7) & mask;
    }

    /** Whether a code is that of an interface's own address. */
    public static boolean isLocal(int code) {
        return code >= LOCAL_BIT;
    }

    /** Whether a code is that of a pool address; the code is then the pool address index. */
    public static boolean isPool(int code) {
        return code >= 0 && code < LOCAL_BIT;
    }
}
