package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the counters that a driver has beyond {@link Stats}. */
final class ExtendedStats {
    private static final Call NAMES =
            Call.returningInt("rte_eth_xstats_get_names", Native.INT, Native.LONG, Native.INT);
    private static final Call VALUES = Call.returningInt("rte_eth_xstats_get", Native.INT, Native.LONG, Native.INT);
    private static final String ADVICE = "the device is gone or its driver does not count";

    private ExtendedStats() {}

    /** Returns the counters by name in the driver's order. */
    static Map<String, Long> of(int device, String name) {
        int count = NAMES.orFail(name, ADVICE, device, 0L, 0);
        long nameSize = Shim.constant("rte_eth_xstat_name");
        long valueSize = Shim.constant("rte_eth_xstat");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment names = arena.allocate(nameSize * (count + 1), 64);
            MemorySegment values = arena.allocate(valueSize * (count + 1), 64);
            int named = NAMES.orFail(name, ADVICE, device, names.address(), count);
            int valued = VALUES.orFail(name, ADVICE, device, values.address(), count);
            Map<String, Long> result = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(count, Math.min(named, valued)); i++) {
                MemorySegment value = values.asSlice(i * valueSize, valueSize);
                long id = value.get(Native.LONG, Shim.constant("rte_eth_xstat.id"));
                result.put(
                        names.getString(id * nameSize), value.get(Native.LONG, Shim.constant("rte_eth_xstat.value")));
            }
            return result;
        }
    }
}
