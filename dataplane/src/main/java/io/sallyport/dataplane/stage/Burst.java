package io.sallyport.dataplane.stage;

import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Prefetch;
import io.sallyport.dpdk.memory.Memory;

/** The packets that a worker treats together: what one stage finds out about each stands in its {@link Packet} for the next. Belongs to one worker. */
public final class Burst {
    /** Most packets in a burst. */
    public static final int MAX = 64;
    /** Bytes of memory. */
    public static final long BYTES = (long) Packet.SIZE * MAX;

    /** In place of an interface: the packets have been received before. */
    static final int NOWHERE = -1;

    private final long packets;
    private int count;
    private boolean handedOver;
    private int receivedFrom = NOWHERE;
    private boolean hasFragments;

    /**
     * Makes an empty burst.
     *
     * @param memory 64-byte aligned memory of {@link #BYTES} bytes
     */
    public Burst(long memory) {
        this.packets = memory;
    }

    /** Packets in this burst, 0 to {@link #MAX}. */
    public int count() {
        return count;
    }

    /** Whether the packets were handed over by another worker. */
    boolean isHandedOver() {
        return handedOver;
    }

    /** Number of the interface that all packets are fresh from, or {@link #NOWHERE}. */
    int receivedFrom() {
        return receivedFrom;
    }

    /** Whether the ways of some are {@link Way#FRAGMENT}, or were before they were handed off. */
    boolean hasFragments() {
        return hasFragments;
    }

    /** Says whether there are fragments. */
    void setHasFragments(boolean some) {
        hasFragments = some;
    }

    /** Record of the first packet. */
    long first() {
        return packets;
    }

    /** Where the records end. */
    long end() {
        return packets + (long) Packet.SIZE * count;
    }

    /** Record of packet {@code i}, 0 to {@link #MAX} - 1. */
    long packet(int i) {
        return packets + (long) Packet.SIZE * i;
    }

    /** Makes it a burst of so many packets, whose records the caller has written or writes. */
    void begin(int packetsInIt, boolean fromWorker) {
        this.count = packetsInIt;
        this.handedOver = fromWorker;
        this.receivedFrom = NOWHERE;
    }

    /** Leaves only the packets whose records lie before an address. */
    void cut(long end) {
        count = (int) (end - packets) / Packet.SIZE;
    }

    /**
     * Makes it a burst of packets fresh from a device.
     *
     * @param pointers address of {@code n} pointers to their buffers; lost
     * @return bytes of all packets
     */
    public long receive(int fromInterface, long pointers, int n) {
        begin(n, false);
        receivedFrom = fromInterface;
        long bytes = 0;
        for (int i = 0; i < n; i++) {
            long mbuf = Memory.getLong(pointers + 8L * i);
            long packet = packet(i);
            Packet.set(packet, mbuf, fromInterface, 0);
            bytes += Mbuf.packetLength(mbuf);
        }
        prefetch(pointers); // a device has touched the buffers already, but not always what is in them
        return bytes;
    }

    /**
     * Brings the headers of all packets into the cache.
     *
     * @param scratch memory of 8 bytes for each
     */
    void prefetch(long scratch) {
        for (int i = 0; i < count; i++) {
            Memory.putLong(scratch + 8L * i, Packet.ip(packet(i)));
        }
        Prefetch.lines(scratch, count);
    }
}
