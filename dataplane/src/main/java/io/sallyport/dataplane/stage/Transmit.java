package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.device.PacketDevice;

/**
 * Last stage: collects finished packets per interface and gives them to the transmit queue once per turn. A full queue is
 * waited for as a full handoff ring is: what does not fit stays and nothing new is received. When patience ends, nobody waits for the
 * queue any longer, and what opens flows is dropped; when it has ended twice over, so is the rest.
 */
public final class Transmit {
    private final int queue;
    private final PacketDevice[] devices;
    private final Outbox[] staged;
    private final WorkerCounters counters;
    private final Fates fates;
    private boolean blocked;

    /**
     * Makes the stage.
     *
     * @param queue the worker's queue on every device
     * @param devices by interface number
     * @param scratch memory of {@link #bytes} bytes
     * @param patienceNanos how long a full queue is waited for, in nanoseconds
     */
    public Transmit(
            int queue, PacketDevice[] devices, long scratch, long patienceNanos, WorkerCounters counters, Fates fates) {
        this.queue = queue;
        this.devices = devices.clone();
        this.staged = new Outbox[devices.length];
        for (int number = 0; number < devices.length; number++) {
            staged[number] = new Outbox(scratch + Outbox.BYTES * number, patienceNanos);
        }
        this.counters = counters;
        this.fates = fates;
    }

    /** Bytes of scratch memory for a number of interfaces. */
    public static long bytes(int interfaces) {
        return Outbox.BYTES * interfaces;
    }

    /** Most packets that can be staged for one interface. */
    public static int stagedPerInterface() {
        return Outbox.CAPACITY;
    }

    /** Where packets wait for an interface. */
    Outbox outbox(int interfaceNumber) {
        return staged[interfaceNumber];
    }

    /** Stages a finished packet. */
    void add(int interfaceNumber, long mbuf) {
        add(staged[interfaceNumber], mbuf);
    }

    /** Stages a finished packet, {@code box} being one of {@link #outbox}. */
    void add(Outbox box, long mbuf) {
        if (!box.add(mbuf)) {
            fates.drop(mbuf, DropReason.TX_QUEUE_FULL);
        }
    }

    /** Gives what is staged to the devices, as far as they take it; drops what has waited too long. */
    public void run(long nowNanos) {
        blocked = false;
        for (int number = 0; number < devices.length; number++) {
            if (staged[number].count() > 0) {
                run(number, nowNanos);
            }
        }
    }

    private void run(int number, long nowNanos) {
        Outbox box = staged[number];
        int sent = devices[number].transmit(queue, box.pointers(), box.count());
        long bytes = box.took(sent, nowNanos);
        if (sent > 0) {
            counters.add(Counter.TX_PACKETS, sent);
            counters.add(Counter.TX_BYTES, bytes);
            counters.transmitted(number, sent);
        }
        if (box.isGivenUp()) {
            giveUp(box);
        }
        blocked |= box.blocks();
    }

    private void giveUp(Outbox box) {
        int kept = 0;
        for (int k = 0; k < box.count(); k++) {
            long mbuf = box.mbuf(k);
            if (box.isLost() || Opener.isOpener(mbuf)) {
                fates.drop(mbuf, DropReason.TX_QUEUE_FULL);
            } else {
                box.keep(kept++, mbuf);
            }
        }
        box.cut(kept);
    }

    /** Whether some queue was still full at the last {@link #run}: no new packets should be received. */
    public boolean blocked() {
        return blocked;
    }

    /** Whether a whole burst could be staged for any interface, each packet of it cut into eight. */
    public boolean hasRoom() {
        for (Outbox box : staged) {
            if (!box.hasRoom()) {
                return false;
            }
        }
        return true;
    }

    /** Sets the gauge of packets that wait here. */
    public void count() {
        int held = 0;
        for (Outbox box : staged) {
            held += box.count();
        }
        counters.set(Gauge.HELD_FOR_TRANSMIT, held);
    }
}
