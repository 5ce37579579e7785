package io.sallyport.dpdk;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/**
 * Asks the processor to fetch cache lines that are needed soon, a whole burst with one call. Only a hint: without the
 * shim it does nothing, so that code which prefetches also runs where there is no DPDK. Any thread may call.
 */
public final class Prefetch {
    private static final MethodHandle LINES = Native.tried(
            Native.critical("sallyport_prefetch", FunctionDescriptor.ofVoid(Native.LONG, Native.INT)), 0L, 0);
    private static final boolean AVAILABLE = Shim.find("sallyport_prefetch").isPresent();

    private Prefetch() {}

    /**
     * Prefetches the cache line of each address.
     *
     * @param addresses address of an array of {@code count} addresses; they may point anywhere, even to nothing
     * @param count number of addresses, 0 or more
     */
    public static void lines(long addresses, int count) {
        if (!AVAILABLE) {
            return;
        }
        try {
            LINES.invokeExact(addresses, count);
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }
}
