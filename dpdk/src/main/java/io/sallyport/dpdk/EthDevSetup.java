package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Sets a device up: {@code rte_eth_conf} first, then each of its queues. */
final class EthDevSetup {
    private static final Call CONFIGURE =
            Call.returningInt("rte_eth_dev_configure", Native.INT, Native.INT, Native.INT, Native.LONG);
    private static final Call ADJUST =
            Call.returningInt("rte_eth_dev_adjust_nb_rx_tx_desc", Native.INT, Native.LONG, Native.LONG);
    private static final Call RX_QUEUE = Call.returningInt(
            "rte_eth_rx_queue_setup", Native.INT, Native.INT, Native.INT, Native.INT, Native.LONG, Native.LONG);
    private static final Call TX_QUEUE =
            Call.returningInt("rte_eth_tx_queue_setup", Native.INT, Native.INT, Native.INT, Native.INT, Native.LONG);
    /** Bytes of an Ethernet header with one VLAN tag. */
    private static final int LINK_HEADER = 18;

    private static final String ADVICE =
            "the driver refuses these settings, its lines on standard error say why; ask for fewer queues, another number"
                    + " of descriptors or a smaller MTU";

    private final int device;
    private final String name;
    private final DeviceInfo info;
    private final EthDevSettings settings;

    EthDevSetup(int device, String name, DeviceInfo info, EthDevSettings settings) {
        this.device = device;
        this.name = name;
        this.info = info;
        this.settings = settings;
    }

    void run() {
        requireWithin("number of receive queues", settings.rxQueues(), 1, info.maxRxQueues());
        requireWithin("number of transmit queues", settings.txQueues(), 1, info.maxTxQueues());
        requireWithin("MTU", settings.mtu(), info.minMtu(), info.maxMtu());
        requireWithin("number of receive descriptors", settings.rxDescriptors(), 1, 0xffff);
        requireWithin("number of transmit descriptors", settings.txDescriptors(), 1, 0xffff);
        requireRoom();
        try (Arena arena = Arena.ofConfined()) {
            configure(arena);
            setUpQueues(arena);
        }
    }

    private void requireWithin(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new DpdkException("device %s (driver %s): %s is %d, allowed are %d to %d"
                    .formatted(name, info.driver(), what, value, min, max));
        }
    }

    private void requireRoom() {
        int room = settings.pool().dataRoom() - Mbuf.HEADROOM;
        if (room < settings.mtu() + LINK_HEADER) {
            throw new DpdkException(
                    "device %s: buffers of its pool hold frames of %d bytes, but an MTU of %d needs %d; make the pool with a larger data room"
                            .formatted(name, room, settings.mtu(), settings.mtu() + LINK_HEADER));
        }
    }

    /** The structure is allocated larger than it is and zeroed: a driver finds defaults in what is not set. */
    private void configure(Arena arena) {
        MemorySegment conf = arena.allocate(2 * Shim.constant("rte_eth_conf"), 64);
        conf.set(Native.INT, Shim.constant("rte_eth_conf.rxmode.mtu"), settings.mtu());
        if (info.checksIpv4()) {
            conf.set(
                    Native.LONG,
                    Shim.constant("rte_eth_conf.rxmode.offloads"),
                    Shim.constant("RTE_ETH_RX_OFFLOAD_IPV4_CKSUM"));
        }
        long rss = settings.rssTypes() & info.rssTypes();
        if (rss != 0 && settings.rxQueues() > 1) {
            conf.set(
                    Native.INT, Shim.constant("rte_eth_conf.rxmode.mq_mode"), (int) Shim.constant("RTE_ETH_MQ_RX_RSS"));
            conf.set(Native.LONG, Shim.constant("rte_eth_conf.rx_adv_conf.rss_conf.rss_hf"), rss);
        }
        CONFIGURE.orFail(
                name + ", " + settings.rxQueues() + " receive queues, " + settings.txQueues() + " transmit queues, MTU "
                        + settings.mtu(),
                ADVICE,
                device,
                settings.rxQueues(),
                settings.txQueues(),
                conf.address());
    }

    private void setUpQueues(Arena arena) {
        MemorySegment descriptors = arena.allocate(4, 2);
        descriptors.set(ValueLayout.JAVA_SHORT, 0, (short) settings.rxDescriptors());
        descriptors.set(ValueLayout.JAVA_SHORT, 2, (short) settings.txDescriptors());
        ADJUST.orFail(name, ADVICE, device, descriptors.address(), descriptors.address() + 2);
        int rx = descriptors.get(ValueLayout.JAVA_SHORT, 0) & 0xffff;
        int tx = descriptors.get(ValueLayout.JAVA_SHORT, 2) & 0xffff;
        long pool = settings.pool().address();
        for (int queue = 0; queue < settings.rxQueues(); queue++) {
            RX_QUEUE.orFail(subject(queue, rx), ADVICE, device, queue, rx, info.socket(), 0L, pool);
        }
        for (int queue = 0; queue < settings.txQueues(); queue++) {
            TX_QUEUE.orFail(subject(queue, tx), ADVICE, device, queue, tx, info.socket(), 0L);
        }
    }

    private String subject(int queue, int descriptors) {
        return name + ", queue " + queue + ", " + descriptors + " descriptors";
    }
}
