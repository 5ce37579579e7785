package io.sallyport.dataplane.memory;

import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dpdk.Ring;

/**
 * A device whose queues are rings in memory: what is put on {@link #wire} of a queue is received from it, what is
 * transmitted can be taken from {@link #sent}. One thread at each end of a ring.
 */
public final class MemoryDevice implements PacketDevice {
    private final Ring[] wire;
    private final Ring[] sent;

    /** Where the memory of a ring comes from. */
    @FunctionalInterface
    public interface Maker {
        /** Makes an empty ring of {@code size} elements, a power of two. */
        Ring make(int size);
    }

    /** Makes a device with {@code queues} queue pairs of {@code size} elements, a power of two. */
    public MemoryDevice(int queues, int size, Maker maker) {
        wire = new Ring[queues];
        sent = new Ring[queues];
        for (int q = 0; q < queues; q++) {
            wire[q] = maker.make(size);
            sent[q] = maker.make(size);
        }
    }

    /** Packets on their way to receive queue {@code queue}. */
    public Ring wire(int queue) {
        return wire[queue];
    }

    /** Packets that were transmitted on {@code queue}. */
    public Ring sent(int queue) {
        return sent[queue];
    }

    @Override
    public int receive(int queue, long pointers, int max) {
        return wire[queue].dequeue(pointers, max);
    }

    @Override
    public int transmit(int queue, long pointers, int count) {
        return sent[queue].enqueue(pointers, count);
    }
}
