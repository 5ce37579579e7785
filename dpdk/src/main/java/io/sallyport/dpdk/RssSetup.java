package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a started device spread over all of its queues alike. What a driver put into the redirection table by itself may hold
 * fewer queues, or those of an earlier start; some fill it anew at each start, so it is written after that.
 */
final class RssSetup {
    private static final Call TYPES = Call.returningInt("rte_eth_dev_rss_hash_conf_get", Native.INT, Native.LONG);
    private static final Call UPDATE =
            Call.returningInt("rte_eth_dev_rss_reta_update", Native.INT, Native.LONG, Native.INT);
    private static final Call QUERY =
            Call.returningInt("rte_eth_dev_rss_reta_query", Native.INT, Native.LONG, Native.INT);
    private static final String ENTRY = "rte_eth_rss_reta_entry64";
    private static final String GOING_ON = "the device keeps what its driver chose";

    private final int device;
    private final String name;
    private final List<String> remarks = new ArrayList<>();

    RssSetup(int device, String name) {
        this.device = device;
        this.name = name;
    }

    /**
     * Does it.
     *
     * @param queues receive queues, 2 or more
     * @param set types that the device was configured with
     */
    Rss run(int queues, int retaSize, long set) {
        if (set == 0) {
            return Rss.NONE;
        }
        try (Arena arena = Arena.ofConfined()) {
            return new Rss(types(arena, set), table(arena, queues, retaSize), remarks);
        }
    }

    private long types(Arena arena, long set) {
        MemorySegment conf = arena.allocate(2 * Shim.constant("rte_eth_rss_conf"), 8);
        return TYPES.integer(device, conf.address()) < 0
                ? set
                : conf.get(Native.LONG, Shim.constant("rte_eth_rss_conf.rss_hf"));
    }

    private int table(Arena arena, int queues, int size) {
        if (size == 0) {
            return 0;
        }
        try {
            int[] wanted = evenly(size, queues);
            UPDATE.orFail(
                    name + ", " + size, GOING_ON, device, write(arena, wanted).address(), size);
            MemorySegment found = write(arena, new int[size]);
            QUERY.orFail(name + ", " + size, GOING_ON, device, found.address(), size);
            if (Arrays.equals(read(found, size), wanted)) {
                return size;
            }
            remarks.add("the redirection table reads otherwise than it was written");
        } catch (DpdkException refused) {
            remarks.add(String.valueOf(refused.getMessage()));
        }
        return 0;
    }

    /** The queue of each entry: in turn. */
    static int[] evenly(int size, int queues) {
        int[] table = new int[size];
        Arrays.setAll(table, entry -> entry % queues);
        return table;
    }

    /** A table in DPDK's form: groups of entries, each after a mask of those that count, which is all. */
    private static MemorySegment write(Arena arena, int[] table) {
        int perGroup = (int) Shim.constant("RTE_ETH_RETA_GROUP_SIZE");
        int groups = (table.length + perGroup - 1) / perGroup;
        MemorySegment memory = arena.allocate(groups * Shim.constant(ENTRY), 8);
        for (int group = 0; group < groups; group++) {
            memory.set(Native.LONG, group * Shim.constant(ENTRY) + Shim.constant(ENTRY + ".mask"), -1);
        }
        for (int entry = 0; entry < table.length; entry++) {
            memory.set(ValueLayout.JAVA_SHORT, offset(entry), (short) table[entry]);
        }
        return memory;
    }

    private static int[] read(MemorySegment memory, int size) {
        int[] table = new int[size];
        Arrays.setAll(table, entry -> memory.get(ValueLayout.JAVA_SHORT, offset(entry)) & 0xffff);
        return table;
    }

    private static long offset(int entry) {
        int perGroup = (int) Shim.constant("RTE_ETH_RETA_GROUP_SIZE");
        long group = entry / perGroup * Shim.constant(ENTRY);
        return group + Shim.constant(ENTRY + ".reta") + (long) (entry % perGroup) * Short.BYTES;
    }
}
