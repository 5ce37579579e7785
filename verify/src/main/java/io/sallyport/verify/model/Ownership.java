package io.sallyport.verify.model;

/**
 * Which slot, worker and pool address a flow gets. These are published functions of the gateway, not rules that could be
 * derived: this is the model's own transcription of {@code Slots}, {@code SlotOwners} and {@code PoolSpread} in
 * io.sallyport.dataplane.ownership and of how {@code FlowOwner} finds a fragment's home. They take addresses and ports as little-endian machines read them from a packet.
 */
public final class Ownership {
    private static final int SLOTS = 63;
    static final int PORTS_PER_SLOT = 1024;

    private final int workers;
    private final int poolAddresses;
    private final int[][] permutations;

    /** Prepares for a number of workers and of pool addresses. */
    public Ownership(int workers, int poolAddresses) {
        this.workers = workers;
        this.poolAddresses = poolAddresses;
        this.permutations = new int[digits(poolAddresses)][];
        for (int digit = 0; digit < permutations.length; digit++) {
            permutations[digit] = permutation(poolAddresses, digit);
        }
    }

    /** Slot of an inside tuple, 1 to 63. */
    public static int slot(int protocol, End inside) {
        return slot(
                protocol, Integer.reverseBytes(inside.address()), Short.reverseBytes((short) inside.port()) & 0xffff);
    }

    private static int slot(int protocol, int addressAsRead, int number) {
        long address = Integer.toUnsignedLong(addressAsRead);
        long hash = mix((long) protocol << 48 | (long) number << 32 | address);
        return 1 + (int) (((hash >>> 32) * SLOTS) >>> 32);
    }

    /** Worker that owns a session. */
    public int owner(int protocol, End inside) {
        if (!NatPorts.hasPorts(protocol)) {
            return protocol % workers;
        }
        return owner(slot(protocol, inside));
    }

    /** Fragment home of a datagram. */
    int home(Datagram.Key key) {
        return home(key.source(), key.destination(), key.protocol(), key.identification());
    }

    /** Fragment home of a datagram; addresses in host byte order, identification 0 to 65535. */
    public int home(int source, int destination, int protocol, int identification) {
        int mixed = Integer.reverseBytes(source) ^ Integer.rotateLeft(Integer.reverseBytes(destination), 16);
        return owner(slot(protocol, mixed, identification));
    }

    private int owner(int slot) {
        int owner = 0;
        while ((owner + 1) * SLOTS / workers < slot) {
            owner++;
        }
        return owner;
    }

    /** Index of an inside host's own pool address. */
    public int poolIndex(int insideAddress) {
        long rest = Integer.toUnsignedLong(insideAddress);
        long sum = 0;
        for (int[] permutation : permutations) {
            sum += permutation[(int) (rest % poolAddresses)];
            rest /= poolAddresses;
        }
        return (int) (sum % poolAddresses);
    }

    private static int digits(int base) {
        int digits = 0;
        for (long reach = 1; base > 1 && reach < 1L << 32; reach *= base) {
            digits++;
        }
        return digits;
    }

    private static int[] permutation(int size, int digit) {
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            int j = (int) (((mix((long) digit << 32 | i) >>> 32) * (i + 1)) >>> 32);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }

    private static long mix(long x) {
        long h = (x ^ (x >>> 32)) * 0xd6e8_feb8_6659_fd93L;
        h = (h ^ (h >>> 29)) * 0x9e37_79b9_7f4a_7c15L;
        h = (h ^ (h >>> 32)) * 0xd6e8_feb8_6659_fd93L;
        return h ^ (h >>> 29);
    }
}
