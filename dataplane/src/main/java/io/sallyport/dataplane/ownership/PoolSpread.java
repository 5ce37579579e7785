package io.sallyport.dataplane.ownership;

/**
 * Which pool address an inside host gets: the same one for all its flows, on every worker and after every restart,
 * without shared state (paired pooling, RFC 4787 REQ-2).
 *
 * <p>The host's address is written in base n, n being the number of pool addresses; each digit goes through a fixed
 * permutation of its own, and the sum is taken modulo n. So the n hosts from a multiple of n on get one pool address
 * each, and so do n hosts that differ in any one digit, where a hash would leave a third of the pool unused. The
 * permutations are for all other strides: the plain sum of digits keeps the remainder by n - 1 and would give hosts that
 * are 256 apart only 2 of 257 pool addresses. Over 76 pool sizes and 26 strides with 16 hosts per pool address, the
 * fullest pool address never had more than 2.3 times its share, as with a hash.
 *
 * <p>Memory: 4 n bytes per digit. Immutable; any thread may call.
 */
public final class PoolSpread {
    private static final long ADDRESSES = 1L << Integer.SIZE;

    private final int poolAddresses;
    /** 2^64 / n, rounded up: the upper half of its product with a number below 2^32 is that number divided by n, exactly. */
    private final long reciprocal;

    private final int[][] permutations;

    /**
     * Prepares the permutations.
     *
     * @param poolAddresses how many pool addresses there are, 1 to 2^20
     * @throws IllegalArgumentException if it is not
     */
    public PoolSpread(int poolAddresses) {
        if (poolAddresses < 1 || poolAddresses > 1 << 20) {
            throw new IllegalArgumentException(
                    "hosts cannot be spread over %d pool addresses; over 1 to 1048576 they can"
                            .formatted(poolAddresses));
        }
        this.poolAddresses = poolAddresses;
        this.reciprocal = Long.divideUnsigned(-1, poolAddresses) + 1;
        this.permutations = new int[digits(poolAddresses)][];
        for (int digit = 0; digit < permutations.length; digit++) {
            permutations[digit] = permutation(poolAddresses, digit);
        }
    }

    /** Digits of the highest address in this base; none in base 1, where there is nothing to choose. */
    private static int digits(int base) {
        int digits = 0;
        for (long reach = 1; base > 1 && reach < ADDRESSES; reach *= base) {
            digits++;
        }
        return digits;
    }

    /** A permutation of 0 to {@code size} - 1 that is the same for ever. */
    private static int[] permutation(int size, int digit) {
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            int j = (int) (((Slots.mix(((long) digit << 32) | i) >>> 32) * (i + 1)) >>> 32);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }

    /** How many pool addresses there are. */
    public int poolAddresses() {
        return poolAddresses;
    }

    /**
     * Index of the pool address of a host.
     *
     * @param insideAddress packet order
     * @return 0 to {@link #poolAddresses} - 1
     */
    public int index(int insideAddress) {
        long rest = Integer.toUnsignedLong(Integer.reverseBytes(insideAddress));
        long sum = 0;
        for (int[] permutation : permutations) {
            long quotient = Math.unsignedMultiplyHigh(rest, reciprocal);
            sum += permutation[(int) (rest - quotient * poolAddresses)];
            rest = quotient;
        }
        return (int) (sum - Math.unsignedMultiplyHigh(sum, reciprocal) * poolAddresses);
    }
}
