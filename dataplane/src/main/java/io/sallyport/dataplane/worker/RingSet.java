package io.sallyport.dataplane.worker;

import io.sallyport.dpdk.Ring;
import java.util.ArrayList;
import java.util.List;

/**
 * All rings between workers, and between workers and the control thread. Each has one producer and one consumer.
 *
 * @param handoff by sending worker, then by receiving worker; the diagonal is not used
 * @param up to the control thread, by worker
 * @param down from the control thread, by worker
 */
public record RingSet(List<List<Ring>> handoff, List<Ring> up, List<Ring> down) {

    /** Where a ring of a name and size (a power of two) comes from. */
    @FunctionalInterface
    public interface Maker {
        /** Makes a ring that holds {@code size - 1} elements. */
        Ring make(String name, int size);
    }

    /** Elements of the rings to and from the control thread. */
    private static final int CONTROL_SIZE = 1024;

    /** Makes the rings for a number of workers, handoff rings of {@code size} elements. */
    public static RingSet make(int workers, int size, Maker maker) {
        var handoff = new ArrayList<List<Ring>>();
        var up = new ArrayList<Ring>();
        var down = new ArrayList<Ring>();
        for (int from = 0; from < workers; from++) {
            var row = new ArrayList<Ring>();
            for (int to = 0; to < workers; to++) {
                row.add(maker.make("handoff_%d_%d".formatted(from, to), from == to ? 2 : size));
            }
            handoff.add(List.copyOf(row));
            up.add(maker.make("up_" + from, CONTROL_SIZE));
            down.add(maker.make("down_" + from, CONTROL_SIZE));
        }
        return new RingSet(List.copyOf(handoff), List.copyOf(up), List.copyOf(down));
    }

    /** Rings on which a worker sends, by receiving worker. */
    Ring[] outgoing(int worker) {
        return handoff.get(worker).toArray(Ring[]::new);
    }

    /** Rings on which a worker receives, by sending worker. */
    Ring[] incoming(int worker) {
        return handoff.stream().map(row -> row.get(worker)).toArray(Ring[]::new);
    }
}
