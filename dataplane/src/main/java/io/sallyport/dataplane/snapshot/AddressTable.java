package io.sallyport.dataplane.snapshot;

import java.util.Arrays;
import java.util.List;

/**
 * The addresses that mean something to the gateway: its own on interfaces, NAT addresses (those of pools and those only static
 * mappings use), and the broadcast addresses of its subnets. Immutable; any thread may read it.
 */
public final class AddressTable {
    /** Answer for any other address. */
    public static final int FOREIGN = -1;

    private static final int STATIC_BIT = 1 << 28;
    private static final int LOCAL_BIT = 1 << 29;
    private static final int BROADCAST_BIT = 1 << 30;

    private final int[] keys;
    private final int[] codes;
    private final int mask;

    /**
     * Builds the table.
     *
     * @param interfaces all interfaces in order of their numbers
     * @param nat pool and static mappings
     */
    public AddressTable(List<InterfaceFacts> interfaces, NatFacts nat) {
        int entries = 2 * interfaces.size() + nat.pool().size() + nat.statics().size();
        int size = Integer.highestOneBit(Math.max(8, 4 * entries));
        keys = new int[size];
        codes = new int[size];
        mask = size - 1;
        Arrays.fill(codes, FOREIGN);
        for (int i = 0; i < interfaces.size(); i++) {
            put(interfaces.get(i).address(), LOCAL_BIT | i);
        }
        for (int i = 0; i < nat.pool().size(); i++) {
            put(nat.pool().get(i).address(), i);
        }
        for (int i = 0; i < nat.statics().size(); i++) {
            put(nat.statics().get(i).outsideAddress(), STATIC_BIT | i);
        }
        for (InterfaceFacts one : interfaces) {
            if (one.prefixLength() <= 30) {
                int host = Integer.reverseBytes(one.address()) | ~PrefixList.mask(one.prefixLength());
                put(Integer.reverseBytes(host), BROADCAST_BIT);
            }
        }
    }

    /** Enters an address; what it was before stays. */
    private void put(int address, int code) {
        int at = start(address);
        while (codes[at] != FOREIGN && keys[at] != address) {
            at = (at + 1) & mask;
        }
        if (codes[at] == FOREIGN) {
            keys[at] = address;
            codes[at] = code;
        }
    }

    /** Says what an address (packet byte order) is: a code for the questions below, or {@link #FOREIGN}. */
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
        return code >= LOCAL_BIT && code < BROADCAST_BIT;
    }

    /** Whether a code is that of a subnet's broadcast address. */
    public static boolean isBroadcast(int code) {
        return code >= BROADCAST_BIT;
    }

    /** Whether a code is that of a NAT address, of a pool or a static mapping. */
    public static boolean isNat(int code) {
        return code >= 0 && code < LOCAL_BIT;
    }

    /** Whether a code is that of a pool address; the code is then the pool address index. */
    public static boolean isPool(int code) {
        return code >= 0 && code < STATIC_BIT;
    }
}
