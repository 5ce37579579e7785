package io.sallyport.dataplane.fragment;

import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dpdk.memory.Memory;

/**
 * Fragments held back, in one queue per datagram, first in first out; as many in all as there are datagrams. A buffer is linked
 * through a node of the table's own, so nothing is written into it. Single-threaded.
 */
final class HeldFragments {
    private static final int NODE = 16;
    private static final int NEXT = 8;
    private static final int QUEUE = 8;
    private static final int LAST = 4;

    /** Nodes: the buffer, then the next node in the queue or among the free ones, plus 1; 0 is none. */
    private final long nodes;
    /** Queues: the first and the last node, each plus 1; 0 is none. */
    private final long queues;

    private final int capacity;
    private int free;
    private int size;

    HeldFragments(TableAllocator memory, int capacity) {
        this.nodes = memory.allocate((long) NODE * capacity, "fragments held back");
        this.queues = memory.allocate((long) QUEUE * capacity, "queues of fragments held back");
        this.capacity = capacity;
        for (int node = capacity; node > 0; node--) {
            push(node);
        }
    }

    static long bytes(int capacity) {
        return (long) (NODE + QUEUE) * capacity;
    }

    boolean full() {
        return size == capacity;
    }

    int size() {
        return size;
    }

    boolean isEmpty(int queue) {
        return Memory.getInt(queue(queue)) == 0;
    }

    /** Puts a buffer at the end of a queue; there must be room. */
    void add(int queue, long mbuf) {
        int node = free;
        free = Memory.getInt(node(node) + NEXT);
        Memory.putLong(node(node), mbuf);
        Memory.putInt(node(node) + NEXT, 0);
        long before = isEmpty(queue) ? queue(queue) : node(Memory.getInt(queue(queue) + LAST)) + NEXT;
        Memory.putInt(before, node);
        Memory.putInt(queue(queue) + LAST, node);
        size++;
    }

    /** Takes the first buffer of a queue that is not empty. */
    long take(int queue) {
        int node = Memory.getInt(queue(queue));
        Memory.putInt(queue(queue), Memory.getInt(node(node) + NEXT));
        push(node);
        size--;
        return Memory.getLong(node(node));
    }

    private void push(int node) {
        Memory.putInt(node(node) + NEXT, free);
        free = node;
    }

    /** Address of a node, the first one being 1. */
    private long node(int node) {
        return nodes + (long) NODE * (node - 1);
    }

    private long queue(int queue) {
        return queues + (long) QUEUE * queue;
    }
}
