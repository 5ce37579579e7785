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

    /** So sparse that hardly any address meets another, which would be a branch that no processor can predict. */
    private static final int LEAST_SIZE = 256;

    private static final long EMPTY = entry(0, FOREIGN);

    /** Code in the upper half, address in the lower. */
    private final long[] entries;

    private final int shift;

    /**
     * Builds the table.
     *
     * @param interfaces all interfaces in order of their numbers
     * @param nat pool and static mappings
     */
    public AddressTable(List<InterfaceFacts> interfaces, NatFacts nat) {
        int addresses =
                2 * interfaces.size() + nat.pool().size() + nat.statics().size();
        int size = Integer.highestOneBit(Math.max(LEAST_SIZE, 8 * addresses));
        shift = Integer.numberOfLeadingZeros(size - 1);
        this.entries = new long[size];
        Arrays.fill(this.entries, EMPTY);
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
        if (find(address) == FOREIGN) {
            int at = first(address);
            while (entries[at] != EMPTY) {
                at = next(at);
            }
            entries[at] = entry(address, code);
        }
    }

    private static long entry(int address, int code) {
        return (long) code << 32 | Integer.toUnsignedLong(address);
    }

    /** Says what an address (packet byte order) is: a code for the questions below, or {@link #FOREIGN}. */
    public int find(int address) {
        int at = first(address);
        long entry = entries[at];
        while (entry != EMPTY && (int) entry != address) {
            at = next(at);
            entry = entries[at];
        }
        return (int) (entry >> 32);
    }

    /** Where an address stands if no other does. The upper bits of the product depend on all bits of the address, the lower ones do not. */
    private int first(int address) {
        return ((address * 0x9e3779b1) >>> shift) & (entries.length - 1);
    }

    /** Where one stands that meets another. */
    private int next(int at) {
        return (at + 1) & (entries.length - 1);
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
