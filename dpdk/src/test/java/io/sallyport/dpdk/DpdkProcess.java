package io.sallyport.dpdk;

import io.sallyport.dpdk.memory.TableMemory;
import java.nio.file.Path;
import java.util.List;

/**
 * DPDK as the tests of this JVM share it: it can be started only once in a process, and stays until that ends.
 *
 * <p>Devices: {@code net_ring0} to {@code net_ring2} give back what is sent to them, {@code net_null0} invents and
 * swallows packets, {@code net_memif0} waits for a peer that never comes, {@code net_pcap0} writes what is sent to
 * {@link #CAPTURE}.
 */
final class DpdkProcess {
    static final Path CAPTURE = Path.of("target", "sent.pcap").toAbsolutePath();
    /** The MAC address given to {@code net_memif0}, as people write it. */
    static final String MEMIF_MAC = "02:11:22:33:44:55";

    static final Eal EAL = Eal.start(List.of(
            "--no-huge",
            "--no-shconf",
            "--no-pci",
            "--no-telemetry",
            "-m",
            "256",
            "--vdev=net_null0,size=64",
            "--vdev=net_ring0",
            "--vdev=net_ring1",
            "--vdev=net_ring2",
            "--vdev=net_memif0,role=server,socket=sallyport-test-"
                    + ProcessHandle.current().pid() + ",mac=" + MEMIF_MAC,
            "--vdev=net_pcap0,tx_pcap=" + CAPTURE));

    /** What DPDK listed when it had started: tests may add devices later. */
    static final List<String> DEVICES = EthDev.names();

    /** Room for pointers to a burst; the tests run one after the other. */
    static final TableMemory POINTERS = TableMemory.allocate(1 << 16);

    private static final MbufPool POOL = MbufPool.create("shared", 2047, 0, Mbuf.HEADROOM + 2048, -1);

    private DpdkProcess() {}

    /** Returns a started device with one queue each way, whatever an earlier test left it in. */
    static EthDev started(String name) {
        EthDev device = EthDev.find(name).orElseThrow();
        device.stop();
        device.configure(settings(1500));
        device.start();
        return device;
    }

    static EthDevSettings settings(int mtu) {
        return new EthDevSettings(1, 1, 256, 256, mtu, 0, pool());
    }

    static MbufPool pool() {
        return POOL;
    }
}
