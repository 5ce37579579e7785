package io.sallyport.dpdk.memory;

import org.jspecify.annotations.Nullable;

/**
 * Shows a test each store of its own thread to a range of native memory, before it happens: so the test can tell every state
 * that a process could leave there if it ended between two stores. Costs nothing where assertions are off, and does not work there.
 *
 * <p>That a process leaves one of these states, and no other, holds on x86-64: other processors, and so whoever maps the same
 * file later, see the stores of a thread in program order, and a store within a cache line happens as a whole or not at all. The
 * compiler keeps their order where it matters, by {@link Memory#putIntRelease} and fences. Clearing and copying is not one
 * store: it is shown in pieces of eight bytes, the least that these do at once.
 */
public final class StoreWatch implements AutoCloseable {
    private static final ThreadLocal<@Nullable StoreWatch> OF_THREAD = new ThreadLocal<>();
    private static final int WORD = 8;

    /** Whether any thread has ever watched: spares all others the look for their own. */
    private static volatile boolean used;

    private final long from;
    private final long to;
    private final Listener listener;

    /** Hears of stores. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Some bytes are about to be written; they still hold what they held.
         *
         * @param bytes 1 to 8
         */
        void store(long address, int bytes);
    }

    private StoreWatch(long from, long bytes, Listener listener) {
        this.from = from;
        this.to = from + bytes;
        this.listener = listener;
    }

    /**
     * Watches until {@link #close}; the thread's only watch.
     *
     * @param from first address
     * @param bytes how many from there on
     * @throws IllegalStateException if assertions are off, or the thread has a watch
     */
    public static StoreWatch open(long from, long bytes, Listener listener) {
        if (!Regions.ENABLED) {
            throw new IllegalStateException("stores can only be watched with assertions on (java -ea)");
        }
        if (OF_THREAD.get() != null) {
            throw new IllegalStateException("this thread has a watch; close it first");
        }
        StoreWatch watch = new StoreWatch(from, bytes, listener);
        used = true;
        OF_THREAD.set(watch);
        return watch;
    }

    static void before(long address, long length) {
        StoreWatch watch = used ? OF_THREAD.get() : null;
        if (watch != null && address < watch.to && address + length > watch.from) {
            watch.tell(address, length);
        }
    }

    private void tell(long address, long length) {
        if (length <= WORD) {
            listener.store(address, (int) length);
            return;
        }
        long end = address + length;
        for (long at = address; at < end; ) {
            long next = Math.min(end, (at | (WORD - 1)) + 1);
            if (at >= from && at < to) {
                listener.store(at, (int) (next - at));
            }
            at = next;
        }
    }

    @Override
    public void close() {
        OF_THREAD.remove();
    }
}
