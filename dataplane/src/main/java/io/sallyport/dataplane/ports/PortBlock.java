package io.sallyport.dataplane.ports;

import io.sallyport.dpdk.memory.Memory;

/**
 * The 1,024 ports of one slot, for one pool address and protocol: static accessors over its address. Ports are numbered
 * 0 to 1023 within the block.
 *
 * <pre>
 *   0 free: one bit per port, 1 = may be allocated
 * 128 uses: 16 bits per port, the top one = reserved, the others count the sessions that use it
 * </pre>
 *
 * A port is free if it is in the allowed range, not reserved and not used; who changes one of these sets the bit anew.
 */
final class PortBlock {
    static final int PORTS = 1024;
    static final int SIZE = PORTS / 8 + 2 * PORTS;
    /** Most sessions that can use one port. */
    static final int MOST_USES = 0x7fff;

    private static final int WORDS = PORTS / 64;
    private static final int TRIAL_BITS = Integer.numberOfTrailingZeros(PORTS);
    private static final int TRIALS = Long.SIZE / TRIAL_BITS;
    private static final int USES = PORTS / 8;
    private static final int RESERVED = 0x8000;
    private static final long EVEN_PORTS = 0x5555_5555_5555_5555L;

    private PortBlock() {}

    /** Free ports of a parity: 0 even, 1 odd, -1 any. */
    static int free(long block, int parity) {
        long mask = mask(parity);
        int sum = 0;
        for (int word = 0; word < WORDS; word++) {
            sum += Long.bitCount(Memory.getLong(block + 8L * word) & mask);
        }
        return sum;
    }

    /**
     * Any of the free ports of a parity, each as likely as the others; -1 if there is none. A few ports are tried at random, which
     * touches little memory; only if none of them is free are the free ones counted.
     */
    static int choose(long block, int parity, PortRandom random) {
        long bits = random.bits();
        for (int trial = 0; trial < TRIALS; trial++) {
            int any = (int) (bits >>> (trial * TRIAL_BITS)) & (PORTS - 1);
            int port = parity < 0 ? any : (any & ~1) | parity;
            if (isFree(block, port)) {
                return port;
            }
        }
        return chooseByRank(block, parity, random);
    }

    private static boolean isFree(long block, int port) {
        return (Memory.getLong(block + 8L * (port >>> 6)) >>> port & 1) != 0;
    }

    private static int chooseByRank(long block, int parity, PortRandom random) {
        int free = free(block, parity);
        if (free == 0) {
            return -1;
        }
        long mask = mask(parity);
        int rank = random.next(free);
        int word = 0;
        long bits = Memory.getLong(block) & mask;
        while (rank >= Long.bitCount(bits)) {
            rank -= Long.bitCount(bits);
            word++;
            bits = Memory.getLong(block + 8L * word) & mask;
        }
        return (word << 6) + Long.numberOfTrailingZeros(Long.expand(1L << rank, bits));
    }

    private static long mask(int parity) {
        return parity < 0 ? -1L : EVEN_PORTS << parity;
    }

    static int uses(long block, int port) {
        return Memory.getShort(uses0(block, port)) & MOST_USES;
    }

    static boolean reserved(long block, int port) {
        return (Memory.getShort(uses0(block, port)) & RESERVED) != 0;
    }

    /** Sets the number of uses, 0 to {@link #MOST_USES}. */
    static void setUses(long block, int port, int uses) {
        Memory.putShort(uses0(block, port), (Memory.getShort(uses0(block, port)) & RESERVED) | uses);
    }

    /** Gives a free port its first use. It is neither used nor reserved, so what is there need not be fetched to be kept. */
    static void take(long block, int port) {
        setFree(block, port, false);
        assert Memory.getShort(uses0(block, port)) == 0 : "port " + port + " was free and taken";
        Memory.putShort(uses0(block, port), 1);
    }

    static void setReserved(long block, int port, boolean reserved) {
        Memory.putShort(uses0(block, port), uses(block, port) | (reserved ? RESERVED : 0));
    }

    static void setFree(long block, int port, boolean free) {
        long word = block + 8L * (port >>> 6);
        long others = Memory.getLong(word) & ~(1L << port);
        Memory.putLong(word, free ? others | (1L << port) : others);
    }

    /** Makes all ports free, of which none is used or reserved. */
    static void freeAll(long block) {
        for (int word = 0; word < WORDS; word++) {
            Memory.putLong(block + 8L * word, -1L);
        }
    }

    /** Makes all ports of a range free that are neither used nor reserved, and no other: numbers may lie outside the block. */
    static void allow(long block, int from, int to) {
        for (int word = 0; word < WORDS; word++) {
            int first = word << 6;
            long bits = range(from - first, to - first);
            Memory.putLong(block + 8L * word, isIdle(block, first) ? bits : bits & ~taken(block, first));
        }
    }

    /** Bits from one number to another, as far as they lie within 0 to 63. */
    private static long range(int from, int to) {
        return from > 63 || to < 0 ? 0 : (-1L << Math.max(from, 0)) & (-1L >>> (63 - Math.min(to, 63)));
    }

    /** Whether none of 64 ports is used or reserved. */
    private static boolean isIdle(long block, int first) {
        long any = 0;
        for (int port = first; port < first + 64; port += 4) {
            any |= Memory.getLong(uses0(block, port));
        }
        return any == 0;
    }

    /** Which of 64 ports are used or reserved. */
    private static long taken(long block, int first) {
        long bits = 0;
        for (int port = first + 63; port >= first; port--) {
            bits = bits << 1 | (uses(block, port) > 0 || reserved(block, port) ? 1 : 0);
        }
        return bits;
    }

    private static long uses0(long block, int port) {
        return block + USES + 2L * port;
    }
}
