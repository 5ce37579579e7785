package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dpdk.Mbuf;

/**
 * Finished packets that wait for the MAC address of their next hop, in order of arrival and bounded: the control thread is
 * asked to resolve it, and a newer snapshot either has it or the packets are dropped when their time is up (RFC 1122
 * section 2.3.2.2). Owner worker only.
 */
public final class NeighborQueue {
    /** Packets that can wait on one worker, for all neighbors together. */
    static final int CAPACITY = 256;
    /** Packets that can wait for one neighbor, so that a dead one does not take the room of all others. */
    static final int PER_NEIGHBOR = 64;

    private static final long PATIENCE_MILLIS = 3_000;
    private static final long ASK_AGAIN_MILLIS = 500;

    private final Transmit transmit;
    private final SlowPath slowPath;
    private final Fates fates;
    private final OwnIcmp icmp;
    private final WorkerCounters counters;
    private final Clock clock;
    private final long[] keys = new long[CAPACITY];
    private final long[] mbufs = new long[CAPACITY];
    private final long[] until = new long[CAPACITY];
    private final int[] froms = new int[CAPACITY];
    private final int[] errorPasses = new int[CAPACITY];
    private int count;
    private long askAgain;
    private long version;

    /** Makes the queue. */
    NeighborQueue(
            Transmit transmit, SlowPath slowPath, Fates fates, OwnIcmp icmp, WorkerCounters counters, Clock clock) {
        this.icmp = icmp;
        this.transmit = transmit;
        this.slowPath = slowPath;
        this.fates = fates;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Keeps a packet that is finished but for its destination MAC address.
     *
     * @param from number of the interface that it came in by
     * @param errorPass pass of an ICMP error about it, 0 for none
     */
    void add(long key, long mbuf, int from, int errorPass) {
        int same = waitingFor(key);
        if (count == CAPACITY || same >= PER_NEIGHBOR) {
            fates.drop(mbuf, DropReason.NEIGHBOR_QUEUE_FULL);
            return;
        }
        keys[count] = key;
        mbufs[count] = mbuf;
        froms[count] = from;
        errorPasses[count] = errorPass;
        until[count] = clock.millis() + PATIENCE_MILLIS;
        count++;
        if (same == 0) {
            slowPath.askForNeighbor(key);
        }
    }

    private int waitingFor(long key) {
        int same = 0;
        for (int k = 0; k < count; k++) {
            if (keys[k] == key) {
                same++;
            }
        }
        return same;
    }

    /** Sends what has been resolved, drops what has waited too long, asks again for the rest; once per turn. */
    public void run(Snapshot snapshot) {
        boolean due = count > 0 && clock.millis() >= Math.min(askAgain, until[0]); // the first has waited longest
        if (count == 0 || (snapshot.version() == version && !due)) {
            return;
        }
        boolean ask = clock.millis() >= askAgain;
        if (ask) {
            askAgain = clock.millis() + ASK_AGAIN_MILLIS;
        }
        version = snapshot.version();
        int kept = 0;
        for (int k = 0; k < count; k++) {
            if (!leaves(k, snapshot, ask)) {
                keys[kept] = keys[k];
                mbufs[kept] = mbufs[k];
                froms[kept] = froms[k];
                errorPasses[kept] = errorPasses[k];
                until[kept] = until[k];
                kept++;
            }
        }
        count = kept;
    }

    private boolean leaves(int k, Snapshot snapshot, boolean ask) {
        long mac = snapshot.neighbors().find(keys[k]);
        if (mac != NeighborTable.UNKNOWN) {
            int number = NeighborTable.interfaceOf(keys[k]);
            Ethernet.setAddresses(
                    Mbuf.data(mbufs[k]), mac, snapshot.interfaceAt(number).mac());
            transmit.add(number, mbufs[k]);
            return true;
        }
        if (clock.millis() >= until[k]) {
            tell(k, snapshot);
            fates.drop(mbufs[k], DropReason.NEIGHBOR_UNRESOLVED);
            return true;
        }
        if (ask) {
            slowPath.askForNeighbor(keys[k]);
        }
        return false;
    }

    /** RFC 1812 section 4.3.3.1: a router that finds no MAC address says host unreachable. */
    private void tell(int k, Snapshot snapshot) {
        if (errorPasses[k] != 0) {
            long ip = Mbuf.data(mbufs[k]) + Ethernet.HEADER;
            int source = snapshot.interfaceAt(froms[k]).address();
            icmp.error(ip, froms[k], source, Icmp.UNREACHABLE, Icmp.CODE_HOST, 0, errorPasses[k]);
        }
    }

    /** Sets the gauge of packets that wait here. */
    public void count() {
        counters.set(Gauge.HELD_FOR_NEIGHBOR, count);
    }
}
