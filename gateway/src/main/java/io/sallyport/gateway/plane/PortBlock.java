package io.sallyport.gateway.plane;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of ports that one comparison under a mask tells from all others: a power of two many, the first a multiple of that.
 *
 * @param port the first of them, host order
 * @param mask the bits of a port that are the same in all of them, host order
 */
record PortBlock(int port, int mask) {
    private static final int ALL = 0xffff;

    /**
     * The fewest blocks that hold all ports of a range and no other: the largest that begins where the last one ended and does
     * not go beyond the end, again and again.
     *
     * @param first lowest port, 0 to 65535
     * @param last highest port, included
     */
    static List<PortBlock> ofRange(int first, int last) {
        List<PortBlock> blocks = new ArrayList<>();
        int from = first;
        while (from <= last) {
            int aligned = from == 0 ? ALL + 1 : Integer.lowestOneBit(from);
            int size = Math.min(aligned, Integer.highestOneBit(last - from + 1));
            blocks.add(new PortBlock(from, ALL & -size));
            from += size;
        }
        return blocks;
    }

    /** The highest port of the block. */
    int last() {
        return port | (ALL & ~mask);
    }
}
