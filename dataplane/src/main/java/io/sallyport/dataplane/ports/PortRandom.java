package io.sallyport.dataplane.ports;

/**
 * Random numbers that nobody who lacks the key can foretell, for the choice of ports (RFC 6056 section 3; RFC 6888
 * REQ-15): SipHash-2-4 of a counter. The same key gives the same numbers, which tests rely on. Single-threaded.
 */
public final class PortRandom {
    private final long v0;
    private final long v1;
    private final long v2;
    private final long v3;
    private long counter;

    /** Starts at the first number of a key; in production both halves come from a secure source, one key per worker. */
    public PortRandom(long key0, long key1) {
        this.v0 = key0 ^ 0x736f_6d65_7073_6575L;
        this.v1 = key1 ^ 0x646f_7261_6e64_6f6dL;
        this.v2 = key0 ^ 0x6c79_6765_6e65_7261L;
        this.v3 = key1 ^ 0x7465_6462_7974_6573L;
    }

    /**
     * Returns the next number, 0 to {@code bound} - 1. No value is more likely than another by more than one part in
     * 2^32 / {@code bound}.
     *
     * @param bound 1 or more
     */
    public int next(int bound) {
        return (int) (((hash(counter++) >>> 32) * bound) >>> 32);
    }

    /** Returns 64 random bits; the same counter goes on. */
    long bits() {
        return hash(counter++);
    }

    /** SipHash-2-4 of the eight bytes of {@code message}, the lowest first. */
    long hash(long message) {
        long a = v0;
        long b = v1;
        long c = v2;
        long d = v3 ^ message;
        long block = message;
        for (int round = 0; round < 8; round++) {
            a += b;
            b = Long.rotateLeft(b, 13) ^ a;
            a = Long.rotateLeft(a, 32);
            c += d;
            d = Long.rotateLeft(d, 16) ^ c;
            a += d;
            d = Long.rotateLeft(d, 21) ^ a;
            c += b;
            b = Long.rotateLeft(b, 17) ^ c;
            c = Long.rotateLeft(c, 32);
            if (round == 1) {
                a ^= block;
                block = 8L << 56;
                d ^= block;
            } else if (round == 3) {
                a ^= block;
                c ^= 0xff;
            }
        }
        return a ^ b ^ c ^ d;
    }
}
