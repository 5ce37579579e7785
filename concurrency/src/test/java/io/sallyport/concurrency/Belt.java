package io.sallyport.concurrency;

import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;

/** A ring with a producer that enqueues 1, 2, 3 … and a consumer that writes down what it gets. */
public final class Belt {
    private static final int PRODUCER_HEAD = 128;
    private static final int PRODUCER_TAIL = 132;
    private static final int CONSUMER_HEAD = 256;
    private static final int CONSUMER_TAIL = 260;
    private static final int MOST = 16;
    /** Indices wrap after two elements. */
    private static final int ALMOST_ALL_ONES = -2;

    private final Ring ring;
    private final long out = Blocks.take(8 * MOST);
    private final long in = Blocks.take(8 * MOST);
    private final long[] got = new long[2 * MOST];
    private long sent;
    private int count;

    /** Makes an empty ring whose indices soon wrap. */
    public Belt(int capacity) {
        long address = Blocks.take(Ring.bytes(capacity + 1));
        ring = Ring.initialize(address, capacity + 1);
        for (int index : new int[] {PRODUCER_HEAD, PRODUCER_TAIL, CONSUMER_HEAD, CONSUMER_TAIL}) {
            Memory.putInt(address + index, ALMOST_ALL_ONES);
        }
    }

    /** Tries to enqueue the next numbers. */
    public void send(int numbers) {
        for (int k = 0; k < numbers; k++) {
            Memory.putLong(out + 8L * k, sent + 1 + k);
        }
        sent += ring.enqueue(out, numbers);
    }

    /** Takes what is there. */
    public void take() {
        int n = ring.dequeue(in, MOST);
        for (int k = 0; k < n && count < got.length; k++) {
            got[count++] = Memory.getLong(in + 8L * k);
        }
    }

    /** Takes the rest; whether all that was sent has come, in order, once. When both threads have ended. */
    public boolean isWhole() {
        take();
        boolean inOrder = true;
        for (int k = 0; k < count; k++) {
            inOrder &= got[k] == k + 1;
        }
        return inOrder && count == sent;
    }

    /** The number that was taken at a place, 0 if there is none yet. */
    public long got(int place) {
        return got[place];
    }

    /** How many were taken. */
    public int count() {
        return count;
    }
}
