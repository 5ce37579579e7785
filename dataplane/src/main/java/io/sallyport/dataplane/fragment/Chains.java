package io.sallyport.dataplane.fragment;

import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dpdk.memory.Memory;

/**
 * The numbers 0 to capacity - 1, each of them free or in the chain of one hash: what a hash table is without its entries.
 *
 * <p>There are two to four chains for each number, and none is longer than {@value #LONGEST}, so a lookup has a fixed bound.
 * Where nobody can foretell the hash, not one chain in 10^17 would be longer if it might. Giving a number back leaves
 * nothing behind. Single-threaded.
 */
final class Chains {
    /** Most numbers in one chain. */
    static final int LONGEST = 16;

    private static final int NONE = -1;

    /** First number of each chain, plus 1; 0 ends a chain. */
    private final long heads;
    /** Number after each number, plus 1, in its chain or among the free ones. */
    private final long links;

    private final int mask;
    private int free;

    Chains(TableAllocator memory, int capacity, String what) {
        int chains = chains(capacity);
        this.heads = memory.allocate(4L * chains, what);
        this.links = memory.allocate(4L * capacity, what);
        this.mask = chains - 1;
        for (int number = capacity - 1; number >= 0; number--) {
            push(number);
        }
    }

    static long bytes(int capacity) {
        return 4L * chains(capacity) + 4L * capacity;
    }

    private static int chains(int capacity) {
        return Integer.highestOneBit(capacity) << 2;
    }

    /** First number in the chain of a hash, -1 if the chain is empty. */
    int first(long hash) {
        return Memory.getInt(head(hash)) - 1;
    }

    /** Next number in the same chain, -1 after the last. */
    int next(int number) {
        return Memory.getInt(link(number)) - 1;
    }

    /** Puts a free number at the head of a chain; -1 if no number is free or the chain is as long as it may be. */
    int take(long hash) {
        if (free == 0 || length(hash) == LONGEST) {
            return NONE;
        }
        int number = free - 1;
        free = Memory.getInt(link(number));
        Memory.putInt(link(number), Memory.getInt(head(hash)));
        Memory.putInt(head(hash), number + 1);
        return number;
    }

    private int length(long hash) {
        int length = 0;
        for (int number = first(hash); number >= 0; number = next(number)) {
            length++;
        }
        return length;
    }

    /** Makes a number of this hash's chain free. */
    void giveBack(long hash, int number) {
        long at = head(hash);
        while (Memory.getInt(at) != number + 1) {
            assert Memory.getInt(at) != 0 : "number " + number + " is not in the chain";
            at = link(Memory.getInt(at) - 1);
        }
        Memory.putInt(at, Memory.getInt(link(number)));
        push(number);
    }

    private void push(int number) {
        Memory.putInt(link(number), free);
        free = number + 1;
    }

    private long head(long hash) {
        return heads + 4L * ((int) hash & mask);
    }

    private long link(int number) {
        return links + 4L * number;
    }
}
