package io.sallyport.verify.simulation;

import java.util.Arrays;

/**
 * The workers that a packet has to see, in order: where it comes in, its fragment home if it is a fragment, the owner of its
 * flow, and for a hairpin the owner of the flow's second half. A worker that follows itself stands once.
 */
final class Way {
    /** Of a packet that may turn up anywhere. */
    static final Way ANY = new Way(new int[0], -1, -1, -1);

    private final int[] workers;
    private final int home;
    private final int owner;
    private final int last;

    private Way(int[] workers, int home, int owner, int last) {
        this.workers = workers;
        this.home = home;
        this.owner = owner;
        this.last = last;
    }

    /**
     * Puts a way together.
     *
     * @param queue where the packet comes in
     * @param home fragment home, -1 if it is no fragment
     * @param owner owner of its flow
     * @param second owner of the second half of a hairpin, -1 if it is none
     */
    static Way of(int queue, int home, int owner, int second) {
        int[] workers = new int[4];
        int at = 0;
        workers[0] = queue;
        if (home >= 0 && home != queue) {
            workers[++at] = home;
        }
        int homeAt = home < 0 ? -1 : at;
        if (owner != workers[at]) {
            workers[++at] = owner;
        }
        int ownerAt = at;
        if (second >= 0 && second != owner) {
            workers[++at] = second;
        }
        return new Way(Arrays.copyOf(workers, at + 1), homeAt, ownerAt, at);
    }

    /** Whether the packet ever gets to a worker. */
    boolean leadsTo(int worker) {
        for (int one : workers) {
            if (one == worker) {
                return true;
            }
        }
        return this == ANY;
    }

    /** Whether the packet is handed over from one worker to another. */
    boolean leads(int from, int to) {
        for (int place = 1; place < workers.length; place++) {
            if (workers[place - 1] == from && workers[place] == to) {
                return true;
            }
        }
        return false;
    }

    /** Workers on the way. */
    int length() {
        return workers.length;
    }

    /** The worker at a place. */
    int at(int place) {
        return workers[place];
    }

    /** Worker that the packet leaves from. */
    int exit() {
        return workers[last];
    }

    /** Place of the fragment home, -1 if there is none. */
    int home() {
        return home;
    }

    /** Place of the owner of the flow. */
    int owner() {
        return owner;
    }

    /** Place of the last worker. */
    int last() {
        return last;
    }

    /** Whether a packet that is handed over to a place is looked up there as one that was handed over. */
    boolean isLookedUpAt(int place) {
        return place > 0 && place != home;
    }

    @Override
    public String toString() {
        return this == ANY ? "anywhere" : Arrays.toString(workers);
    }
}
