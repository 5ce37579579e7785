package io.sallyport.bench.path;

import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dpdk.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The packet path in C ({@code yardstick.c}) over the rings, packets and sessions of a {@link MemoryGateway} with one worker. It
 * is polled in turn with the worker, on the same thread. Small tables that Java has on its heap are copied.
 */
final class Yardstick {
    /** System property with the path of the library. */
    static final String PROPERTY = "sallyport.yardstick";

    private static final MethodHandle TURN = bind();
    private static final int WORDS = 64;
    private static final int SMALL = 1024;

    private final TableAllocator memory;
    private final long base;
    private long at;

    @SuppressWarnings("restricted")
    private static MethodHandle bind() {
        String library = System.getProperty(PROPERTY, "");
        SymbolLookup symbols = SymbolLookup.libraryLookup(Path.of(library), Arena.global());
        return Linker.nativeLinker()
                .downcallHandle(
                        symbols.findOrThrow("yardstick_turn"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    }

    /** Writes what {@code struct yardstick} holds, in the order of its fields. */
    Yardstick(MemoryGateway gateway, Topology topology, Timeouts timeouts, TableAllocator memory) {
        this.memory = memory;
        this.base = memory.allocate(8L * WORDS, "yardstick");
        this.at = base;
        for (int number = 0; number < 2; number++) {
            InterfaceFacts facts = topology.interfaces().get(number);
            put(gateway.device(number).wire(0).address());
            put(gateway.device(number).sent(0).address());
            put(facts.mac());
            put(facts.role() == Role.INSIDE ? 1 : 0);
            put(facts.mtu());
            put(0);
            put(0);
        }
        SessionTable.Layout sessions = gateway.workers().getFirst().sessions().layout();
        put(sessions.lines());
        put(sessions.inBuckets());
        put(sessions.outBuckets());
        put(sessions.inMask());
        put(sessions.outMask());
        put(sessions.inSeed());
        put(sessions.outSeed());
        addresses(topology);
        neighbors(topology);
        routes(topology);
        put(memory.allocate(64, "owners")); // worker 0 owns all
        put(0);
        put(timeouts.udp());
        put(timeouts.tcpEstablished());
    }

    private void put(long value) {
        Memory.putLong(at, value);
        at += 8;
    }

    private void addresses(Topology topology) {
        List<PoolAddress> pool = topology.nat().pool();
        int size = Integer.highestOneBit(Math.max(256, 8 * (4 + pool.size())));
        long keys = memory.allocate(4L * size, "addresses");
        long codes = memory.allocate(4L * size, "addresses");
        for (int k = 0; k < size; k++) {
            Memory.putInt(codes + 4L * k, AddressTable.FOREIGN);
        }
        for (int number = 0; number < 2; number++) {
            enter(keys, codes, size, topology.interfaces().get(number).address(), 1 << 29 | number);
        }
        for (int k = 0; k < pool.size(); k++) {
            enter(keys, codes, size, pool.get(k).address(), k);
        }
        put(keys);
        put(codes);
        put(size - 1);
        put(shift(size));
    }

    private static int shift(int size) {
        return Integer.numberOfLeadingZeros(size - 1);
    }

    private static void enter(long keys, long codes, int size, int address, int code) {
        int place = ((address * 0x9e3779b1) >>> shift(size)) & (size - 1);
        while (Memory.getInt(codes + 4L * place) != AddressTable.FOREIGN) {
            place = (place + 1) & (size - 1);
        }
        Memory.putInt(keys + 4L * place, address);
        Memory.putInt(codes + 4L * place, code);
    }

    private void neighbors(Topology topology) {
        int size = 16;
        long keys = memory.allocate(8L * size, "neighbors");
        long macs = memory.allocate(8L * size, "neighbors");
        for (NeighborTable.Neighbor neighbor : topology.neighbors()) {
            long key = NeighborTable.key(neighbor.interfaceNumber(), neighbor.address());
            int place = (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & (size - 1);
            while (Memory.getLong(macs + 8L * place) != 0) {
                place = (place + 1) & (size - 1);
            }
            Memory.putLong(keys + 8L * place, key);
            Memory.putLong(macs + 8L * place, neighbor.mac());
        }
        put(keys);
        put(macs);
        put(size - 1L);
    }

    private void routes(Topology topology) {
        long networks = memory.allocate(SMALL, "routes");
        long masks = memory.allocate(SMALL, "routes");
        long hops = memory.allocate(SMALL, "routes");
        List<PrefixList.Route> sorted = topology.routes().stream()
                .sorted(Comparator.comparingInt(PrefixList.Route::prefixLength).reversed())
                .toList();
        for (int k = 0; k < sorted.size(); k++) {
            int mask = PrefixList.mask(sorted.get(k).prefixLength());
            Memory.putInt(networks + 4L * k, sorted.get(k).network() & mask);
            Memory.putInt(masks + 4L * k, mask);
            Memory.putInt(hops + 4L * k, sorted.get(k).nextHop());
        }
        put(networks);
        put(masks);
        put(hops);
        put(sorted.size());
        long interfaces = memory.allocate(SMALL, "next hops");
        long gateways = memory.allocate(SMALL, "next hops");
        for (int k = 0; k < topology.nextHops().size(); k++) {
            NextHop hop = topology.nextHops().get(k);
            Memory.putInt(interfaces + 4L * k, hop.interfaceNumber());
            Memory.putInt(gateways + 4L * k, hop.gateway());
        }
        put(interfaces);
        put(gateways);
    }

    /** Does one turn as {@link io.sallyport.dataplane.worker.Worker#poll} does; returns how many packets it took. */
    int poll(long nowNanos) {
        try {
            return (int) TURN.invokeExact(base, (int) (nowNanos / 1_000_000));
        } catch (Throwable thrown) {
            throw new IllegalStateException("the yardstick cannot be called", thrown);
        }
    }
}
