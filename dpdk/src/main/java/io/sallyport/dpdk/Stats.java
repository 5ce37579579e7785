package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What a device itself has counted since it was started.
 *
 * @param ipackets packets received
 * @param opackets packets sent
 * @param ibytes bytes received
 * @param obytes bytes sent
 * @param imissed packets lost because no receive descriptor was free
 * @param ierrors packets received with an error
 * @param oerrors packets that could not be sent
 * @param rxNombuf packets lost because the pool was empty
 */
public record Stats(
        long ipackets,
        long opackets,
        long ibytes,
        long obytes,
        long imissed,
        long ierrors,
        long oerrors,
        long rxNombuf) {
    private static final Call GET = Call.returningInt("rte_eth_stats_get", Native.INT, Native.LONG);

    static Stats of(int device, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stats = arena.allocate(2 * Shim.constant("rte_eth_stats"), 64);
            GET.orFail(name, "the device is gone or its driver does not count", device, stats.address());
            return new Stats(
                    read(stats, "ipackets"),
                    read(stats, "opackets"),
                    read(stats, "ibytes"),
                    read(stats, "obytes"),
                    read(stats, "imissed"),
                    read(stats, "ierrors"),
                    read(stats, "oerrors"),
                    read(stats, "rx_nombuf"));
        }
    }

    private static long read(MemorySegment stats, String field) {
        return stats.get(Native.LONG, Shim.constant("rte_eth_stats." + field));
    }
}
