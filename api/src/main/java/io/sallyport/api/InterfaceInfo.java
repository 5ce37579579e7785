package io.sallyport.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One interface.
 *
 * @param name DPDK's name of the device
 * @param role {@code inside}, {@code outside} or {@code none}
 * @param address IPv4 address and prefix length, {@code 10.0.0.1/24}
 * @param mac MAC address, {@code 02:00:00:00:00:01}
 * @param mtu bytes of the longest IPv4 packet
 * @param linkUp whether the link is up
 * @param speedMbps link speed in Mbit/s, 0 if the device does not say
 * @param driver DPDK's name of the driver
 * @param offloads what its device does in the workers' stead: {@code rx-ipv4-checksum}
 * @param queues RX queues, which is also the number of TX queues: one each per worker
 * @param queueChoice how its device chooses one of them for a packet
 * @param handoffShare share of the packets from it that came in at a worker that does not own them, 0 to 1; {@code null} if none came
 * @param device what the device itself counts
 * @param workers packets by worker
 */
public record InterfaceInfo(
        String name,
        String role,
        String address,
        String mac,
        int mtu,
        boolean linkUp,
        long speedMbps,
        String driver,
        List<String> offloads,
        int queues,
        QueueChoice queueChoice,
        @Nullable Double handoffShare,
        DeviceStats device,
        List<WorkerPackets> workers) {
    public InterfaceInfo {
        offloads = List.copyOf(offloads);
        workers = List.copyOf(workers);
    }
}
