package io.sallyport.dataplane.fragment;

import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dpdk.memory.Memory;

/**
 * Numbers from 0 in the order in which they were added, the oldest first: a ring linked both ways, from which any number can be
 * taken out. Since all wait equally long, the oldest is the next whose time is up. Single-threaded.
 */
final class Ages {
    private static final int NODE = 8;
    private static final int OLDER = 4;

    /** For each number, and last for the ring's own node: the next younger one, then the next older one. */
    private final long nodes;

    private final int ring;

    Ages(TableAllocator memory, int capacity) {
        this.nodes = memory.allocate(bytes(capacity), "order of fragmented datagrams");
        this.ring = capacity;
        link(ring, ring);
    }

    static long bytes(int capacity) {
        return NODE * (capacity + 1L);
    }

    /** Adds a number that is not in the ring, as the youngest. */
    void add(int number) {
        link(Memory.getInt(node(ring) + OLDER), number);
        link(number, ring);
    }

    /** Takes out a number that is in the ring. */
    void remove(int number) {
        link(Memory.getInt(node(number) + OLDER), Memory.getInt(node(number)));
    }

    /** The oldest number, -1 if there is none. */
    int oldest() {
        int first = Memory.getInt(node(ring));
        return first == ring ? -1 : first;
    }

    private void link(int older, int younger) {
        Memory.putInt(node(older), younger);
        Memory.putInt(node(younger) + OLDER, older);
    }

    private long node(int number) {
        return nodes + (long) NODE * number;
    }
}
