package io.sallyport.dpdk;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/**
 * Receives from a device that enters the kernel until that is compiled, then from one that does not, and prints whether
 * the second, whose way nobody went before, allocates with each burst.
 */
final class LateDeviceProbe {
    private static final PrintStream OUT = System.out;
    private static final int TURNS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private LateDeviceProbe() {}

    public static void main(String[] arguments) {
        EthDev first = DpdkProcess.started("net_pcap0");
        EthDev late = DpdkProcess.started("net_ring0");
        turns(first);
        turns(late);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        turns(late);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        OUT.println(bytes < TURNS ? "allocates nothing" : "allocates " + bytes / TURNS + " bytes with each burst");
    }

    private static void turns(EthDev device) {
        for (int i = 0; i < TURNS; i++) {
            device.receive(0, DpdkProcess.POINTERS.address(), 1);
        }
    }
}
