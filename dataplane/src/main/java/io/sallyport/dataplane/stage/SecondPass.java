package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.count.WorkerCounters;

/**
 * Packets of this worker that go through the stages again, in order: second halves of hairpins, fragments whose ports have become
 * known, ICMP errors of the gateway's own. The worker takes nothing new before this is empty. Owner worker only.
 */
public final class SecondPass {
    private static final int ROOM_BESIDE_FRAGMENTS = 16 * Burst.MAX;

    private final long[] mbufs;
    private final int[] from;
    private final int[] pass;
    private final int[] ports;
    private final int mask;
    private final WorkerCounters counters;
    private int head;
    private int count;

    /**
     * Makes an empty queue.
     *
     * @param fragments fragments that one burst can set free
     */
    public SecondPass(int fragments, WorkerCounters counters) {
        int size = Integer.highestOneBit(2 * (fragments + ROOM_BESIDE_FRAGMENTS) - 1);
        this.mbufs = new long[size];
        this.from = new int[size];
        this.pass = new int[size];
        this.ports = new int[size];
        this.mask = size - 1;
        this.counters = counters;
    }

    /** Adds a packet. There is room for all that a burst of packets and what they set free can lead to. */
    void add(long mbuf, int fromInterface, int passBits, int knownPorts) {
        assert count <= mask : "second pass overflows";
        int at = (head + count) & mask;
        mbufs[at] = mbuf;
        from[at] = fromInterface;
        pass[at] = passBits | Pass.ADMITTED;
        ports[at] = knownPorts;
        count++;
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Makes a burst of the first packets that wait. */
    public void take(Burst burst) {
        int n = Math.min(count, Burst.MAX);
        for (int i = 0; i < n; i++) {
            int at = (head + i) & mask;
            burst.mbuf[i] = mbufs[at];
            burst.from[i] = from[at];
            burst.pass[i] = pass[at];
            burst.ports[i] = ports[at];
        }
        head = (head + n) & mask;
        count -= n;
        burst.count = n;
        burst.handedOver = false;
    }

    /** Sets the gauge of packets that wait here. */
    public void count() {
        counters.set(Gauge.HELD_FOR_SECOND_PASS, count);
    }
}
