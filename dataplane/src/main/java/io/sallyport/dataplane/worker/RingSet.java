package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.stage.Handoff;
import io.sallyport.dpdk.Ring;
import java.util.ArrayList;
import java.util.List;

/**
 * All rings between workers, and between workers and the control thread. Each has one producer and one consumer.
 *
 * @param handoff by leg, see {@link Handoff}; then by sending worker, then by receiving worker; the diagonal is not used
 * @param up to the control thread, by worker
 * @param down from the control thread, by worker
 */
public record RingSet(List<List<List<Ring>>> handoff, List<Ring> up, List<Ring> down) {

    /** Where a ring of a name and size (a power of two) comes from. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Makes a ring that holds {@code size - 1} elements.
         *
         * @param worker that takes from it; for those to the control thread, that puts on it
         */
        Ring make(String name, int size, int worker);
    }

    /** Elements of the rings to and from the control thread. */
    private static final int CONTROL_SIZE = 1024;
    /** Most elements of a handoff ring of the second leg and later ones, which few packets go on. */
    private static final int LATER_SIZE = 64;

    /** Makes the rings for a number of workers, handoff rings of {@code size} elements for the first leg. */
    public static RingSet make(int workers, int size, Maker maker) {
        var handoff = new ArrayList<List<List<Ring>>>();
        for (int leg = 0; leg < Handoff.LEGS; leg++) {
            handoff.add(leg(workers, leg, legSize(size, leg), maker));
        }
        var up = new ArrayList<Ring>();
        var down = new ArrayList<Ring>();
        for (int worker = 0; worker < workers; worker++) {
            up.add(maker.make("up_" + worker, CONTROL_SIZE, worker));
            down.add(maker.make("down_" + worker, CONTROL_SIZE, worker));
        }
        return new RingSet(List.copyOf(handoff), List.copyOf(up), List.copyOf(down));
    }

    private static List<List<Ring>> leg(int workers, int leg, int size, Maker maker) {
        var rows = new ArrayList<List<Ring>>();
        for (int from = 0; from < workers; from++) {
            var row = new ArrayList<Ring>();
            for (int to = 0; to < workers; to++) {
                row.add(maker.make("handoff_%d_%d_%d".formatted(leg, from, to), from == to ? 2 : size, to));
            }
            rows.add(List.copyOf(row));
        }
        return List.copyOf(rows);
    }

    private static int legSize(int size, int leg) {
        return leg == 0 ? size : Math.min(size, LATER_SIZE);
    }

    /** Elements that all rings from one worker to another hold, first-leg rings being of {@code size} elements. */
    public static int elementsPerPair(int size) {
        return size + (Handoff.LEGS - 1) * legSize(size, 1);
    }

    /** Packets that wait on the rings from one worker to another; any thread gets an estimate. */
    public int waiting(int from, int to) {
        return handoff.stream().mapToInt(leg -> leg.get(from).get(to).count()).sum();
    }

    /** Rings that a worker takes packets from, and those between it and the control thread. */
    public List<Ring> of(int worker) {
        List<Ring> all = new ArrayList<>();
        handoff.forEach(leg -> leg.forEach(row -> all.add(row.get(worker))));
        all.add(up.get(worker));
        all.add(down.get(worker));
        return all;
    }

    /** Rings on which a worker sends, by leg and receiving worker. */
    Ring[][] outgoing(int worker) {
        return handoff.stream().map(leg -> leg.get(worker).toArray(Ring[]::new)).toArray(Ring[][]::new);
    }

    /** Rings on which a worker receives, by leg and sending worker. */
    Ring[][] incoming(int worker) {
        return handoff.stream()
                .map(leg -> leg.stream().map(row -> row.get(worker)).toArray(Ring[]::new))
                .toArray(Ring[][]::new);
    }
}
