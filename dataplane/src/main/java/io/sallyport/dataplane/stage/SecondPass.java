package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.count.WorkerCounters;

/**
 * Packets of this worker that go through the stages again, in order on each leg of their ways (see {@link Handoff}): second halves of
 * hairpins, fragments whose ports have become known, ICMP errors of the gateway's own. The worker takes nothing of an earlier leg
 * before what waits here has gone. Owner worker only.
 */
public final class SecondPass {
    private static final int ROOM_BESIDE_FRAGMENTS = 16 * Burst.MAX;

    private final Queue[] legs = new Queue[Handoff.LEGS];
    private final WorkerCounters counters;
    private int waiting;

    /**
     * Makes an empty queue.
     *
     * @param fragments fragments that one burst can set free
     */
    public SecondPass(int fragments, WorkerCounters counters) {
        int size = Integer.highestOneBit(2 * (fragments + ROOM_BESIDE_FRAGMENTS) - 1);
        for (int leg = 0; leg < legs.length; leg++) {
            legs[leg] = new Queue(leg == 0 ? 1 : size);
        }
        this.counters = counters;
    }

    /**
     * Adds a packet, on the leg after the one that its {@code pass} says. There is room for all that a burst of packets and what they
     * set free can lead to.
     */
    void add(long mbuf, int fromInterface, int pass, int knownPorts) {
        int next = Pass.onNextLeg(pass) | Pass.ADMITTED;
        legs[Pass.leg(next)].add(mbuf, fromInterface, next, knownPorts);
        waiting++;
    }

    /** The last leg on which something waits, 0 if nothing does. */
    public int leg() {
        int leg = waiting == 0 ? 0 : Pass.LAST_LEG;
        while (leg > 0 && legs[leg].count == 0) {
            leg--;
        }
        return leg;
    }

    /** Makes a burst of the first packets that wait on a leg. */
    public void take(int leg, Burst burst) {
        waiting -= legs[leg].take(burst);
    }

    /** Sets the gauge of packets that wait here. */
    public void count() {
        counters.set(Gauge.HELD_FOR_SECOND_PASS, waiting);
    }

    private static final class Queue {
        private final long[] mbufs;
        private final int[] from;
        private final int[] pass;
        private final int[] ports;
        private final int mask;
        private int head;
        private int count;

        Queue(int size) {
            this.mbufs = new long[size];
            this.from = new int[size];
            this.pass = new int[size];
            this.ports = new int[size];
            this.mask = size - 1;
        }

        void add(long mbuf, int fromInterface, int passBits, int knownPorts) {
            assert count <= mask : "second pass overflows";
            int at = (head + count) & mask;
            mbufs[at] = mbuf;
            from[at] = fromInterface;
            pass[at] = passBits;
            ports[at] = knownPorts;
            count++;
        }

        int take(Burst burst) {
            int n = Math.min(count, Burst.MAX);
            for (int i = 0; i < n; i++) {
                int at = (head + i) & mask;
                long packet = burst.packet(i);
                Packet.set(packet, mbufs[at], from[at], pass[at]);
                Packet.setPorts(packet, ports[at]);
            }
            head = (head + n) & mask;
            count -= n;
            burst.begin(n, false);
            return n;
        }
    }
}
