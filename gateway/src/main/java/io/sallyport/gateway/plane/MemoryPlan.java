package io.sallyport.gateway.plane;

import io.sallyport.dataplane.worker.MostHeld;
import io.sallyport.gateway.config.Config;

/**
 * How many packet buffers and how much memory a configuration needs.
 *
 * @param pools how many pools of buffers
 * @param mbufs packet buffers of each pool
 * @param dataRoom bytes of one buffer, headroom included
 * @param handoffRing elements of a handoff ring, a power of two
 * @param descriptors descriptors of a device queue
 */
record MemoryPlan(int pools, int mbufs, int dataRoom, int handoffRing, int descriptors) {
    private static final int HANDOFF_RING = 512;
    private static final int DESCRIPTORS = 512;
    private static final int CACHE = 256;
    private static final int HEADROOM = 128;
    private static final int ETHERNET_AND_TAGS = 22;
    private static final int LEAST_DATA_ROOM = 2048 + HEADROOM;
    private static final int PER_MBUF_OVERHEAD = 256;
    /** Megabytes for rings, the route table's 64, and what devices take. */
    private static final int BESIDE_BUFFERS = 128;

    private static final int SMALL_PAGE = 4096;

    /**
     * Every place where packets can wait, full at once and of packets from one pool, so that receiving never fails for want of a buffer.
     *
     * @param pools how many pools of buffers
     */
    static MemoryPlan of(Config config, int pools) {
        int workers = config.workers().count();
        int interfaces = config.interfaces().size();
        int queues = workers * interfaces * 2 * DESCRIPTORS;
        int fragments = config.nat().limits().fragmentsPerWorker();
        int held = MostHeld.packets(workers, interfaces, HANDOFF_RING, fragments) + workers * 2 * CACHE;
        int needed = queues + held + 2 * 1024;
        int mtu = config.interfaces().stream().mapToInt(one -> one.mtu()).max().orElse(1500);
        int room = Math.max(LEAST_DATA_ROOM, roundUp(mtu + ETHERNET_AND_TAGS + HEADROOM, 64));
        return new MemoryPlan(pools, config.dpdk().mbufs().orElse(needed), room, HANDOFF_RING, DESCRIPTORS);
    }

    /** Megabytes of huge pages that DPDK needs. */
    int megabytes() {
        return megabytes(dataRoom + PER_MBUF_OVERHEAD);
    }

    /** Megabytes that DPDK needs without huge pages: it then lets no buffer cross the border of a page, so that most of them take a whole one. */
    int megabytesOfSmallPages() {
        int size = dataRoom + PER_MBUF_OVERHEAD;
        return megabytes(size > SMALL_PAGE ? roundUp(size, SMALL_PAGE) : SMALL_PAGE / (SMALL_PAGE / size));
    }

    private int megabytes(int perMbuf) {
        return (int) (((long) pools * mbufs * perMbuf) >> 20) + BESIDE_BUFFERS;
    }

    private static int roundUp(int value, int to) {
        return (value + to - 1) / to * to;
    }
}
