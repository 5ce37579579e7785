package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * A forwarding table ({@code rte_fib}, DIR-24-8): longest prefix match in one or two memory reads. It takes 32 MiB and
 * half a kibibyte for each route it may hold. {@link #lookup} is for the packet path and any number of threads at once;
 * the rest is for one control thread, and not while others look up.
 */
public final class Fib implements AutoCloseable {
    /** What {@link #lookup} gives for an address that no route covers. */
    public static final long NO_ROUTE = 0x7fff;
    /** The largest next hop that a route may have. */
    public static final long MAX_NEXT_HOP = NO_ROUTE - 2;

    private static final MethodHandle LOOKUP = Native.critical(
            "rte_fib_lookup_bulk", Native.returnsInt(Native.LONG, Native.LONG, Native.LONG, Native.INT));
    private static final Call CREATE = Call.returningLong("rte_fib_create", Native.LONG, Native.INT, Native.LONG);
    private static final Call ADD = Call.returningInt("rte_fib_add", Native.LONG, Native.INT, Native.INT, Native.LONG);
    private static final Call DELETE = Call.returningInt("rte_fib_delete", Native.LONG, Native.INT, Native.INT);
    private static final Call FREE = Call.returningNothing("rte_fib_free", Native.LONG);

    /** A next hop that no route has for longer than a change of it takes. */
    private static final long PASSING = NO_ROUTE - 1;

    /** Stands in {@link #lastRoutes} for no route. */
    private static final long ABSENT = -1;

    private final String name;
    private final long address;
    /** By depth, the next hop of the route to the last prefix of that depth, the one that ends at 255.255.255.255. */
    private final long[] lastRoutes = new long[33];

    private boolean closed;

    private Fib(String name, long address) {
        this.name = name;
        this.address = address;
        Arrays.fill(lastRoutes, ABSENT);
    }

    /**
     * Creates an empty table.
     *
     * @param name unique among DPDK's tables, at most 58 characters
     * @param maxRoutes most routes, 1 or more; of those longer than /24, at most 32767
     * @param socket NUMA socket of the memory, or -1 for any
     * @throws DpdkException if DPDK refuses, mostly for want of memory
     */
    public static Fib create(String name, int maxRoutes, int socket) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment conf = arena.allocate(2 * Shim.constant("rte_fib_conf"), 64);
            conf.set(Native.INT, Shim.constant("rte_fib_conf.type"), (int) Shim.constant("RTE_FIB_DIR24_8"));
            conf.set(Native.LONG, Shim.constant("rte_fib_conf.default_nh"), NO_ROUTE);
            conf.set(Native.INT, Shim.constant("rte_fib_conf.max_routes"), maxRoutes);
            conf.set(
                    Native.INT, Shim.constant("rte_fib_conf.dir24_8.nh_sz"), (int) Shim.constant("RTE_FIB_DIR24_8_2B"));
            conf.set(Native.INT, Shim.constant("rte_fib_conf.dir24_8.num_tbl8"), (int) Math.min(maxRoutes, NO_ROUTE));
            long address = CREATE.pointerOrFail(
                    "%s, %d routes, socket %d".formatted(name, maxRoutes, socket),
                    "use a free name and at least one route, or give DPDK 64 MiB more memory (-m or --socket-mem)",
                    arena.allocateFrom(name).address(),
                    socket,
                    conf.address());
            Native.tried(LOOKUP, address, conf.address(), conf.address(), 0);
            return new Fib(name, address);
        }
    }

    /**
     * Adds a route, or gives the route to the same prefix another next hop.
     *
     * @param prefix IPv4 address in host order; bits beyond {@code depth} do not count
     * @param depth length of the prefix, 0 to 32
     * @param nextHop 0 to {@link #MAX_NEXT_HOP}
     * @throws DpdkException if an argument is out of range or the table is full
     */
    public void add(int prefix, int depth, long nextHop) {
        if (nextHop < 0 || nextHop > MAX_NEXT_HOP) {
            throw new DpdkException(
                    "route table %s: next hop %d is not within 0 to %d".formatted(name, nextHop, MAX_NEXT_HOP));
        }
        changeWithoutLongerLastRoutes(prefix, depth, () -> install(prefix, depth, nextHop));
        noteLastRoute(prefix, depth, nextHop);
    }

    /**
     * Deletes the route to exactly this prefix.
     *
     * @throws DpdkException if there is none
     */
    public void delete(int prefix, int depth) {
        changeWithoutLongerLastRoutes(prefix, depth, () -> remove(prefix, depth));
        noteLastRoute(prefix, depth, ABSENT);
    }

    /**
     * Changes a route. DPDK 22.11 overwrites the whole table when a route that ends at 255.255.255.255 changes while
     * longer ones cover its end without a gap (0.0.0.0/0 added to 0.0.0.0/1 and 128.0.0.0/1): the address after the end
     * wraps to 0. So the longer routes that end there too step aside during the change.
     */
    private void changeWithoutLongerLastRoutes(int prefix, int depth, Runnable change) {
        if (!isLast(prefix, depth)) {
            change.run();
            return;
        }
        for (int longer = 32; longer > depth; longer--) {
            if (lastRoutes[longer] != ABSENT) {
                remove(-1, longer);
            }
        }
        try {
            change.run();
        } finally {
            for (int longer = depth + 1; longer <= 32; longer++) {
                if (lastRoutes[longer] != ABSENT) {
                    install(-1, longer, lastRoutes[longer]);
                }
            }
        }
    }

    private void noteLastRoute(int prefix, int depth, long nextHop) {
        if (isLast(prefix, depth)) {
            lastRoutes[depth] = nextHop;
        }
    }

    private static boolean isLast(int prefix, int depth) {
        return depth >= 0 && depth <= 32 && (depth == 0 || ~prefix >>> (32 - depth) == 0);
    }

    /**
     * Adds or replaces a route in DPDK's table. DPDK 22.11 does not count a new route longer than /24 whose next hop is
     * that of the route around it, yet counts it off when it is deleted, and then finds the table full. A new route
     * therefore begins with a next hop like no other.
     */
    private void install(int prefix, int depth, long nextHop) {
        String advice = "check the route, or make the table larger";
        if (depth > 24) {
            ADD.orFail(route(prefix, depth), advice, address, prefix, depth, PASSING);
        }
        ADD.orFail(route(prefix, depth), advice, address, prefix, depth, nextHop);
    }

    private void remove(int prefix, int depth) {
        DELETE.orFail(route(prefix, depth), "delete only routes that were added", address, prefix, depth);
    }

    private String route(int prefix, int depth) {
        return "%s, %d.%d.%d.%d/%d"
                .formatted(name, prefix >>> 24, prefix >>> 16 & 0xff, prefix >>> 8 & 0xff, prefix & 0xff, depth);
    }

    /**
     * Looks up a burst of addresses.
     *
     * @param addresses address of an array of {@code count} IPv4 addresses, 32 bits each in host order
     * @param nextHops address of room for {@code count} 64-bit next hops; {@link #NO_ROUTE} where there is no route
     * @param count how many, 0 or more
     */
    public void lookup(long addresses, long nextHops, int count) {
        try {
            int ignored = (int) LOOKUP.invokeExact(address, addresses, nextHops, count);
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    /** Frees the table; nobody may look up any more. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            FREE.run(address);
        }
    }
}
