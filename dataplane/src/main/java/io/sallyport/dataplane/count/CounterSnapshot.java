package io.sallyport.dataplane.count;

/**
 * The counters of one worker at one moment; immutable.
 *
 * <p>{@link #difference} is the worker's ledger: what came in less what is accounted for. It is zero in every consistent
 * copy (checklist C9.2, C10.10).
 */
public final class CounterSnapshot {
    private final long[] values;
    private final int interfaces;
    private final int workers;
    private final boolean consistent;

    CounterSnapshot(long[] values, int interfaces, int workers, boolean consistent) {
        this.values = values;
        this.interfaces = interfaces;
        this.workers = workers;
        this.consistent = consistent;
    }

    /** Whether all numbers are of one moment; false if the worker did not answer and live numbers were read. */
    public boolean consistent() {
        return consistent;
    }

    /** Value of a counter. */
    public long get(Counter counter) {
        return values[counter.ordinal()];
    }

    /** Packets dropped for a reason. */
    public long get(DropReason reason) {
        return values[WorkerCounters.dropWord(reason)];
    }

    /** Value of a gauge. */
    public long get(Gauge gauge) {
        return values[WorkerCounters.gaugeWord(interfaces, workers, gauge)];
    }

    /** Packets received from an interface. */
    public long received(int interfaceNumber) {
        return values[WorkerCounters.interfaceWord(interfaceNumber)];
    }

    /** Packets accepted by an interface. */
    public long transmitted(int interfaceNumber) {
        return values[WorkerCounters.interfaceWord(interfaceNumber) + 1];
    }

    /** Packets received from an interface whose owner is another worker; those that found no room on the way there count too. */
    public long handedOff(int interfaceNumber) {
        return values[WorkerCounters.interfaceWord(interfaceNumber) + 2];
    }

    /** Packets put on the ring to another worker. */
    public long handedTo(int worker) {
        return values[WorkerCounters.handoffWord(interfaces, worker)];
    }

    /** Packets taken from the ring of another worker. */
    public long takenFrom(int worker) {
        return values[WorkerCounters.handoffWord(interfaces, worker) + 1];
    }

    /** Packets for another worker that were dropped because its ring stayed full. */
    public long refusedBy(int worker, boolean established) {
        return values[WorkerCounters.handoffWord(interfaces, worker) + (established ? 3 : 2)];
    }

    /** Sum of drops over all reasons. */
    public long dropped() {
        long sum = 0;
        for (DropReason reason : DropReason.ALL) {
            sum += get(reason);
        }
        return sum;
    }

    /** Sum of all gauges: packets that this worker holds. */
    public long held() {
        long sum = 0;
        for (Gauge gauge : Gauge.ALL) {
            sum += get(gauge);
        }
        return sum;
    }

    /**
     * Received and generated and taken over, less transmitted, consumed, dropped, handed on and held: zero if no packet
     * was lost or counted twice.
     */
    public long difference() {
        return get(Counter.RX_PACKETS)
                + get(Counter.GENERATED_PACKETS)
                + get(Counter.HANDOFF_DEQUEUE)
                - get(Counter.TX_PACKETS)
                - get(Counter.CONSUMED_PACKETS)
                - get(Counter.HANDOFF_ENQUEUE)
                - dropped()
                - held();
    }
}
