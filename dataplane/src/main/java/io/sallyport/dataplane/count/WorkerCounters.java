package io.sallyport.dataplane.count;

import io.sallyport.dpdk.memory.Memory;

/**
 * The counters of one worker: a block of memory that only the worker writes, with plain stores.
 *
 * <pre>
 * live:      counters | drops | interfaces x (rx, tx, handed off) | workers x (handoff enqueue, dequeue, drop new, drop established) | gauges
 * published: a copy of live, made by the worker between two of its turns when it is asked to
 * request, answer: one cache line each
 * </pre>
 *
 * A reader that asks gets numbers that belong together: the worker copies at a moment when every packet it has touched is
 * in exactly one place, so that the ledger of the copy balances (checklist C10.9, C10.10). The price on the packet path
 * is one load per turn.
 */
public final class WorkerCounters {
    private static final int LINE = 64;
    private static final int PER_INTERFACE = 3;
    private static final int PER_WORKER = 4;

    private final long live;
    private final long published;
    private final long request;
    private final long answer;
    private final int words;
    private final int interfaces;
    private final int workers;
    private long answered;

    /**
     * Lays out a block.
     *
     * @param base 64-byte aligned zeroed memory of {@link #bytes} bytes
     */
    public WorkerCounters(long base, int interfaces, int workers) {
        this.interfaces = interfaces;
        this.workers = workers;
        this.words = words(interfaces, workers);
        this.live = base;
        this.published = base + rounded(words);
        this.request = published + rounded(words);
        this.answer = request + 2 * LINE;
    }

    /** Bytes that a block takes. */
    public static long bytes(int interfaces, int workers) {
        return 2 * rounded(words(interfaces, workers)) + 4 * LINE;
    }

    private static int words(int interfaces, int workers) {
        return Counter.ALL.length
                + DropReason.ALL.length
                + PER_INTERFACE * interfaces
                + PER_WORKER * workers
                + Gauge.ALL.length;
    }

    private static long rounded(int words) {
        return (8L * words + 2 * LINE - 1) / (2 * LINE) * (2 * LINE);
    }

    /** Adds to a counter. Owner only. */
    public void add(Counter counter, long amount) {
        bump(live + 8L * counter.ordinal(), amount);
    }

    /** Counts drops. Owner only. */
    public void drop(DropReason reason, long packets) {
        bump(live + 8L * dropWord(reason), packets);
    }

    /** Counts packets received from an interface. Owner only. */
    public void received(int interfaceNumber, long packets) {
        bump(live + 8L * interfaceWord(interfaceNumber), packets);
    }

    /** Counts packets accepted by an interface. Owner only. */
    public void transmitted(int interfaceNumber, long packets) {
        bump(live + 8L * (interfaceWord(interfaceNumber) + 1), packets);
    }

    /** Counts packets received from an interface whose owner is another worker. Owner only. */
    public void handedOff(int interfaceNumber, long packets) {
        bump(live + 8L * (interfaceWord(interfaceNumber) + 2), packets);
    }

    /** Counts packets put on the ring to another worker. Owner only. */
    public void handedTo(int worker, long packets) {
        bump(live + 8L * handoffWord(worker), packets);
    }

    /** Counts packets taken from the ring of another worker. Owner only. */
    public void takenFrom(int worker, long packets) {
        bump(live + 8L * (handoffWord(worker) + 1), packets);
    }

    /** Counts packets for another worker that were dropped because its ring stayed full. Owner only. */
    public void refusedBy(int worker, boolean established, long packets) {
        bump(live + 8L * (handoffWord(worker) + (established ? 3 : 2)), packets);
    }

    /** Sets a gauge. Owner only. */
    public void set(Gauge gauge, long value) {
        Memory.putLongOpaque(live + 8L * gaugeWord(gauge), value);
    }

    /** Reads a live counter. Owner, or any thread that does not mind how it fits the others. */
    public long get(Counter counter) {
        return Memory.getLongOpaque(live + 8L * counter.ordinal());
    }

    /** Reads a live drop count. Owner, or any thread that does not mind how it fits the others. */
    public long get(DropReason reason) {
        return Memory.getLongOpaque(live + 8L * dropWord(reason));
    }

    /** Reads a live {@link #refusedBy(int, boolean, long)} count. Owner, or any thread that does not mind how it fits the others. */
    public long refusedBy(int worker, boolean established) {
        return Memory.getLongOpaque(live + 8L * (handoffWord(worker) + (established ? 3 : 2)));
    }

    /** Whether a reader is waiting for a copy. Owner only, between two turns. */
    public boolean asked() {
        return Memory.getLongAcquire(request) != answered;
    }

    /** Makes the copy that a reader waits for. Owner only, between two turns, gauges set. */
    public void publish() {
        answered = Memory.getLongAcquire(request);
        Memory.copy(live, published, 8L * words);
        Memory.putLongRelease(answer, answered);
    }

    /** Asks for a copy. One reader at a time. */
    public long ask() {
        long number = Memory.getLongAcquire(request) + 1;
        Memory.putLongRelease(request, number);
        return number;
    }

    /** Whether the copy asked for is there. */
    public boolean isAnswered(long number) {
        return Memory.getLongAcquire(answer) == number;
    }

    /** Reads the copy made last, or the live numbers. The reader that asked, before it asks again. */
    public CounterSnapshot read(boolean copy) {
        long[] values = new long[words];
        long from = copy ? published : live;
        for (int i = 0; i < words; i++) {
            values[i] = Memory.getLongOpaque(from + 8L * i);
        }
        return new CounterSnapshot(values, interfaces, workers, copy);
    }

    private static void bump(long address, long amount) {
        Memory.putLongOpaque(address, Memory.getLong(address) + amount);
    }

    static int dropWord(DropReason reason) {
        return Counter.ALL.length + reason.ordinal();
    }

    static int interfaceWord(int interfaceNumber) {
        return Counter.ALL.length + DropReason.ALL.length + PER_INTERFACE * interfaceNumber;
    }

    private int handoffWord(int worker) {
        return handoffWord(interfaces, worker);
    }

    static int handoffWord(int interfaces, int worker) {
        return interfaceWord(interfaces) + PER_WORKER * worker;
    }

    private int gaugeWord(Gauge gauge) {
        return gaugeWord(interfaces, workers, gauge);
    }

    static int gaugeWord(int interfaces, int workers, Gauge gauge) {
        return handoffWord(interfaces, workers) + gauge.ordinal();
    }
}
