package io.sallyport.dpdk;

import io.sallyport.dpdk.memory.Memory;
import io.sallyport.dpdk.memory.TableMemory;
import java.io.PrintStream;
import java.util.List;

/** Starts DPDK with the given arguments in a process of its own and prints what came of it. */
final class EalProbe {
    private static final PrintStream OUT = System.out;
    private static final Call AFFINITY_OF_THREAD =
            Call.returningInt("sched_getaffinity", Native.INT, Native.LONG, Native.LONG);

    private EalProbe() {}

    public static void main(String[] arguments) {
        try (Eal eal = Eal.start(List.of(arguments))) {
            OUT.println("devices " + EthDev.names() + " on " + eal.sockets());
            OUT.println("unpinned "
                    + (cpusOfThisThread() == NativeThread.allowedCpus().size()));
        } catch (DpdkException e) {
            OUT.println("refused " + e.getMessage());
            withoutDpdk();
            return;
        }
        OUT.println("closed");
    }

    private static int cpusOfThisThread() {
        try (TableMemory set = TableMemory.allocate(1024)) {
            AFFINITY_OF_THREAD.integer(0, 1024L, set.address());
            int cpus = 0;
            for (int i = 0; i < 1024; i++) {
                cpus += Integer.bitCount(Memory.getByte(set.address() + i));
            }
            return cpus;
        }
    }

    private static void withoutDpdk() {
        try {
            OUT.println("devices " + EthDev.names());
        } catch (DpdkException e) {
            OUT.println("devices refused " + e.getMessage());
        }
        try (TableMemory memory = TableMemory.allocate(4096)) {
            Memory.putLong(memory.address() + 8, memory.address());
            Prefetch.lines(memory.address(), 2);
            int cpu = NativeThread.allowedCpus().getLast();
            NativeThread.pin(cpu);
            OUT.println("without DPDK: memory " + Memory.getLong(memory.address()) + " prefetched "
                    + (NativeThread.currentCpu() == cpu ? "pinned" : "astray"));
        }
    }
}
