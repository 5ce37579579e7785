package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;

/**
 * What a device is and can do, as its driver reports it.
 *
 * @param driver name of the driver, such as {@code net_ixgbe}
 * @param bus what the device is on: {@code pci}, {@code vdev}, {@code vmbus} …
 * @param socket NUMA socket, or -1 if it belongs to none
 * @param maxRxQueues most receive queues
 * @param maxTxQueues most transmit queues
 * @param rssTypes packet types that the device can spread over queues ({@code RTE_ETH_RSS_*}); 0 for none
 * @param retaSize entries of its redirection table, 0 if it has none
 * @param hashKeySize bytes of its RSS key, 0 if it has none
 * @param minMtu smallest MTU in bytes
 * @param maxMtu largest MTU in bytes
 * @param rxOffloads what it can do on receipt ({@code RTE_ETH_RX_OFFLOAD_*})
 * @param txOffloads what it can do on sending ({@code RTE_ETH_TX_OFFLOAD_*})
 * @param rxDescriptors limits of a receive queue
 * @param txDescriptors limits of a transmit queue
 */
public record DeviceInfo(
        String driver,
        String bus,
        int socket,
        int maxRxQueues,
        int maxTxQueues,
        long rssTypes,
        int retaSize,
        int hashKeySize,
        int minMtu,
        int maxMtu,
        long rxOffloads,
        long txOffloads,
        DescriptorLimits rxDescriptors,
        DescriptorLimits txDescriptors) {
    private static final Call INFO = Call.returningInt("rte_eth_dev_info_get", Native.INT, Native.LONG);
    private static final Call SOCKET = Call.returningInt("rte_eth_dev_socket_id", Native.INT);
    private static final Call BUS = Call.returningLong("rte_dev_bus", Native.LONG);
    private static final Call BUS_NAME = Call.returningLong("rte_bus_name", Native.LONG);
    private static final String PREFIX = "rte_eth_dev_info.";

    /** Software drivers whose bursts stay in memory; every other driver without hardware is taken to call the kernel. */
    private static final Set<String> IN_MEMORY =
            Set.of("net_ring", "net_null", "net_memif", "net_virtio", "net_virtio_user", "net_vhost");

    private static final Set<String> HARDWARE_BUSES = Set.of("pci", "auxiliary");

    /**
     * How many descriptors a queue may have.
     *
     * @param min fewest
     * @param max most
     * @param alignment the number must be a multiple of this
     */
    public record DescriptorLimits(int min, int max, int alignment) {
        /** The number that is allowed and next to {@code wanted}: rounded up to a multiple of {@link #alignment} first, as DPDK does it. */
        public int fit(int wanted) {
            int step = Math.max(1, alignment);
            int aligned = (wanted + step - 1) / step * step;
            return Math.max(min, max == 0 ? aligned : Math.min(aligned, max));
        }

        private static DescriptorLimits read(MemorySegment info, String field) {
            return new DescriptorLimits(
                    u16(info, field + ".nb_min"), u16(info, field + ".nb_max"), u16(info, field + ".nb_align"));
        }
    }

    /** Says whether receiving from or sending to the device enters the kernel, and so may block. */
    public boolean entersKernel() {
        return !HARDWARE_BUSES.contains(bus) && !IN_MEMORY.contains(driver);
    }

    /**
     * Says whether the device checks the checksums of IPv4 headers that it receives. Only hardware is asked to: software drivers
     * offer it too, but they would add up what whoever reads the packet adds up more cheaply.
     */
    public boolean checksIpv4() {
        return HARDWARE_BUSES.contains(bus) && (rxOffloads & Shim.constant("RTE_ETH_RX_OFFLOAD_IPV4_CKSUM")) != 0;
    }

    static DeviceInfo of(int device, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(2 * Shim.constant("rte_eth_dev_info"), 64);
            INFO.orFail(name, "the device is gone or its driver cannot be asked", device, info.address());
            return new DeviceInfo(
                    Native.string(u64(info, "driver_name")),
                    Native.string(BUS_NAME.number(BUS.number(u64(info, "device")))),
                    SOCKET.integer(device),
                    u16(info, "max_rx_queues"),
                    u16(info, "max_tx_queues"),
                    u64(info, "flow_type_rss_offloads"),
                    u16(info, "reta_size"),
                    info.get(ValueLayout.JAVA_BYTE, Shim.constant(PREFIX + "hash_key_size")) & 0xff,
                    u16(info, "min_mtu"),
                    u16(info, "max_mtu"),
                    u64(info, "rx_offload_capa"),
                    u64(info, "tx_offload_capa"),
                    DescriptorLimits.read(info, "rx_desc_lim"),
                    DescriptorLimits.read(info, "tx_desc_lim"));
        }
    }

    private static int u16(MemorySegment info, String field) {
        return info.get(ValueLayout.JAVA_SHORT, Shim.constant(PREFIX + field)) & 0xffff;
    }

    private static long u64(MemorySegment info, String field) {
        return info.get(Native.LONG, Shim.constant(PREFIX + field));
    }
}
