package io.sallyport.dpdk.memory;

import java.util.Arrays;

/**
 * The native memory that may be touched, kept only while assertions are on.
 *
 * <p>Whoever allocates memory that {@link Memory} is to reach registers it here and withdraws it when it is freed.
 * Regions never overlap. Registration is synchronized; {@link #check} is lock-free, allocates nothing and may run on any
 * thread.
 */
public final class Regions {
    /** Whether assertions are on. */
    static final boolean ENABLED = Regions.class.desiredAssertionStatus();

    private static final int HINT_COUNT = 4096;
    private static final int HINT_SHIFT = 9;

    /** Starts and ends (exclusive) in turn, ascending; replaced as a whole, never changed. */
    private static volatile long[] bounds = new long[0];

    /**
     * Where the search for an address ended last, by some bits of the address. Only a hint, which is verified, so it does not
     * matter what other threads or earlier regions have left in it.
     */
    private static final int[] HINTS = new int[HINT_COUNT];

    private Regions() {}

    /**
     * Registers {@code length} bytes from {@code address}.
     *
     * @throws IllegalArgumentException if the length is not positive or the region overlaps one that is registered
     */
    public static synchronized void add(long address, long length) {
        if (!ENABLED) {
            return;
        }
        long[] old = bounds;
        int at = firstEndAbove(old, address);
        boolean free = at == old.length || address + length <= old[at];
        if (length <= 0 || !free) {
            throw new IllegalArgumentException("region 0x%x+%d overlaps another".formatted(address, length));
        }
        long[] grown = new long[old.length + 2];
        System.arraycopy(old, 0, grown, 0, at);
        grown[at] = address;
        grown[at + 1] = address + length;
        System.arraycopy(old, at, grown, at + 2, old.length - at);
        bounds = grown;
    }

    /** Withdraws the region that starts at {@code address}; does nothing if there is none. */
    public static synchronized void remove(long address) {
        long[] old = bounds;
        int at = firstEndAbove(old, address);
        if (at == old.length || old[at] != address) {
            return;
        }
        long[] shrunk = Arrays.copyOf(old, old.length - 2);
        System.arraycopy(old, at + 2, shrunk, at, shrunk.length - at);
        bounds = shrunk;
    }

    /**
     * Says whether {@code length} bytes from {@code address} lie in one registered region, as no bytes always do; meant for
     * {@code assert}.
     *
     * @return true
     * @throws IndexOutOfBoundsException if they do not
     */
    static boolean check(long address, long length) {
        if (length == 0) {
            return true;
        }
        long[] now = bounds;
        int place = (int) (address >>> HINT_SHIFT) & (HINT_COUNT - 1);
        int hint = HINTS[place];
        if (hint < now.length && address >= now[hint] && length <= now[hint + 1] - address && length > 0) {
            return true;
        }
        int at = firstEndAbove(now, address);
        HINTS[place] = at;
        if (at == now.length || address < now[at] || address + length > now[at + 1] || length < 0) {
            throw new IndexOutOfBoundsException(
                    "access to %d bytes at 0x%x is outside every registered region".formatted(length, address));
        }
        return true;
    }

    /**
     * {@link #check} for bytes that are about to be written, of which a {@link StoreWatch} is told.
     *
     * @return true
     * @throws IndexOutOfBoundsException if they do not lie in one registered region
     */
    static boolean checkStore(long address, long length) {
        check(address, length);
        StoreWatch.before(address, length);
        return true;
    }

    /** Returns the even index of the first region that ends above {@code address}, or the array's length. */
    private static int firstEndAbove(long[] regions, long address) {
        int low = 0;
        int high = regions.length >> 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (regions[2 * middle + 1] > address) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return 2 * low;
    }
}
