package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Sets a device up: {@code rte_eth_conf} first, then each of its queues. */
final class EthDevSetup {
    private static final Call CONFIGURE =
            Call.returningInt("rte_eth_dev_configure", Native.INT, Native.INT, Native.INT, Native.LONG);
    private static final Call RX_QUEUE = Call.returningInt(
            "rte_eth_rx_queue_setup", Native.INT, Native.INT, Native.INT, Native.INT, Native.LONG, Native.LONG);
    private static final Call TX_QUEUE =
            Call.returningInt("rte_eth_tx_queue_setup", Native.INT, Native.INT, Native.INT, Native.INT, Native.LONG);
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
        EthDevFit fit = EthDevFit.of(name, info, settings, settings.pool().dataRoom() - Mbuf.HEADROOM);
        try (Arena arena = Arena.ofConfined()) {
            configure(arena, fit);
        }
        setUpQueues(fit);
    }

    /** The structure is allocated larger than it is and zeroed: a driver finds defaults in what is not set. */
    private void configure(Arena arena, EthDevFit fit) {
        MemorySegment conf = arena.allocate(2 * Shim.constant("rte_eth_conf"), 64);
        conf.set(Native.INT, Shim.constant("rte_eth_conf.rxmode.mtu"), settings.mtu());
        conf.set(Native.LONG, Shim.constant("rte_eth_conf.rxmode.offloads"), fit.rxOffloads());
        if (fit.rssTypes() != 0) {
            conf.set(
                    Native.INT, Shim.constant("rte_eth_conf.rxmode.mq_mode"), (int) Shim.constant("RTE_ETH_MQ_RX_RSS"));
            conf.set(Native.LONG, Shim.constant("rte_eth_conf.rx_adv_conf.rss_conf.rss_hf"), fit.rssTypes());
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

    private void setUpQueues(EthDevFit fit) {
        int rx = fit.rxDescriptors();
        int tx = fit.txDescriptors();
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
