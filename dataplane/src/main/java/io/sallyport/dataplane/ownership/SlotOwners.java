package io.sallyport.dataplane.ownership;

/**
 * Which worker owns which slot: contiguous runs, as even as 63 slots can be shared out (checklist C1.9), and disjoint, so
 * that no two workers can give out the same port (C1.10). Immutable; any thread may call.
 */
public final class SlotOwners {
    private final int workers;

    /**
     * Shares the slots out.
     *
     * @param workers number of workers, 1 to 63
     * @throws IllegalArgumentException if it is not
     */
    public SlotOwners(int workers) {
        if (workers < 1 || workers > Slots.COUNT) {
            throw new IllegalArgumentException(
                    "%d workers were asked for; 1 to %d can share the ports".formatted(workers, Slots.COUNT));
        }
        this.workers = workers;
    }

    /** Number of workers. */
    public int workers() {
        return workers;
    }

    /**
     * Worker that owns a slot.
     *
     * @param slot 0 to 63; for {@link Slots#STATIC_BLOCK} it is worker 0, though no session can be there: what no static
     *     mapping covers may as well be dropped where it is
     * @return 0 to {@link #workers} - 1
     */
    public int owner(int slot) {
        return owner(slot, workers);
    }

    /** The same for a number of workers: the last worker whose first slot is not above {@code slot}. */
    public static int owner(int slot, int workers) {
        return (slot * workers - 1) / Slots.COUNT;
    }

    /** Lowest slot of a worker, 0 to {@link #workers} - 1. */
    public int firstSlot(int worker) {
        return 1 + worker * Slots.COUNT / workers;
    }

    /** Highest slot of a worker. */
    public int lastSlot(int worker) {
        return (worker + 1) * Slots.COUNT / workers;
    }

    /**
     * Worker that owns all flows of a protocol without ports, both ways.
     *
     * @param protocol IP protocol, 0 to 255
     */
    public int ownerOfProtocol(int protocol) {
        return ownerOfProtocol(protocol, workers);
    }

    /** The same for a number of workers. */
    public static int ownerOfProtocol(int protocol, int workers) {
        return protocol % workers;
    }
}
