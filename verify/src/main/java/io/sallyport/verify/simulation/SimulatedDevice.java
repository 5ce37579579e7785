package io.sallyport.verify.simulation;

import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dpdk.memory.Memory;
import java.util.function.LongConsumer;

/** A device with short queues: a receive queue loses what does not fit, a transmit queue takes what fits until the wire takes it. */
final class SimulatedDevice implements PacketDevice {
    private final Queue[] receive;
    private final Queue[] transmit;
    private final Leaving leaving;
    private final int number;

    /** Told of every packet that a transmit queue takes or has no room for. */
    interface Leaving {
        /** A packet is the device's now. */
        void left(int interfaceNumber, int queue, long mbuf);

        /** Packets were offered and only some of them taken. */
        void full(int interfaceNumber, int queue, int taken);
    }

    /** Buffers in order. */
    private static final class Queue {
        private final long[] mbufs;
        private int first;
        private int count;
        private long total;

        Queue(int capacity) {
            mbufs = new long[capacity];
        }

        boolean add(long mbuf) {
            if (count == mbufs.length) {
                return false;
            }
            mbufs[(first + count) % mbufs.length] = mbuf;
            count++;
            total++;
            return true;
        }

        long take() {
            long mbuf = mbufs[first];
            first = (first + 1) % mbufs.length;
            count--;
            return mbuf;
        }
    }

    SimulatedDevice(int number, int queues, int receiveSize, int transmitSize, Leaving leaving) {
        this.number = number;
        this.leaving = leaving;
        this.receive = new Queue[queues];
        this.transmit = new Queue[queues];
        for (int q = 0; q < queues; q++) {
            receive[q] = new Queue(receiveSize);
            transmit[q] = new Queue(transmitSize);
        }
    }

    /** Whether a packet that comes in now would find room. */
    boolean hasRoom(int queue) {
        return receive[queue].count < receive[queue].mbufs.length;
    }

    /** A packet comes in. */
    void arrive(int queue, long mbuf) {
        receive[queue].add(mbuf);
    }

    @Override
    public int receive(int queue, long pointers, int max) {
        int n = Math.min(max, receive[queue].count);
        for (int k = 0; k < n; k++) {
            Memory.putLong(pointers + 8L * k, receive[queue].take());
        }
        return n;
    }

    @Override
    public int transmit(int queue, long pointers, int count) {
        int n = 0;
        while (n < count && transmit[queue].add(Memory.getLong(pointers + 8L * n))) {
            leaving.left(number, queue, Memory.getLong(pointers + 8L * n));
            n++;
        }
        if (n < count) {
            leaving.full(number, queue, n);
        }
        return n;
    }

    /** The wire takes up to a number of packets off a transmit queue. */
    int drain(int queue, long most, LongConsumer wire) {
        int n = (int) Math.min(most, transmit[queue].count);
        for (int k = 0; k < n; k++) {
            wire.accept(transmit[queue].take());
        }
        return n;
    }

    /** Packets that a receive queue has given to its worker since the start. */
    long received(int queue) {
        return receive[queue].total - receive[queue].count;
    }

    /** Packets that a transmit queue has taken since the start. */
    long transmitted(int queue) {
        return transmit[queue].total;
    }
}
