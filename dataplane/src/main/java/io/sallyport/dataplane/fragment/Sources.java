package io.sallyport.dataplane.fragment;

import io.sallyport.dataplane.session.FlowIndex;
import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dpdk.memory.Memory;

/**
 * How many datagrams each source address has in the table and how many fragments are held of it, so that none takes more than
 * its share. A source is known as long as it has a datagram. Single-threaded.
 *
 * <pre>
 * 0 address   4 datagrams   8 fragments held   12 -
 * </pre>
 */
final class Sources {
    private static final int LINE = 16;
    private static final int DATAGRAMS = 4;
    private static final int HELD = 8;

    private final long lines;
    private final Chains chains;
    private final long seed;
    private final int share;

    /**
     * Makes a table of no source.
     *
     * @param capacity most sources at one time
     * @param share most datagrams, and most held fragments, of one source
     */
    Sources(TableAllocator memory, int capacity, int share, long seed) {
        this.lines = memory.allocate((long) LINE * capacity, "sources of fragments");
        this.chains = new Chains(memory, capacity, "index of sources of fragments");
        this.seed = seed;
        this.share = share;
    }

    static long bytes(int capacity) {
        return (long) LINE * capacity + Chains.bytes(capacity);
    }

    /** Counts one more datagram of an address: the source's number, or -1 if it has its share or there is no room. */
    int enter(int address) {
        int source = find(address);
        if (source < 0) {
            source = chains.take(hash(address));
            if (source < 0) {
                return -1;
            }
            Memory.clear(line(source), LINE);
            Memory.putInt(line(source), address);
        } else if (get(source, DATAGRAMS) == share) {
            return -1;
        }
        add(source, DATAGRAMS, 1);
        return source;
    }

    /** Counts one datagram less of a source, of which nothing is held any more if it was the last. */
    void leave(int source) {
        add(source, DATAGRAMS, -1);
        if (get(source, DATAGRAMS) == 0) {
            assert get(source, HELD) == 0 : "fragments held of no datagram";
            chains.giveBack(hash(Memory.getInt(line(source))), source);
        }
    }

    /** Whether another fragment of a source may be held. */
    boolean mayHold(int source) {
        return get(source, HELD) < share;
    }

    /** Counts fragments held of a source: 1 for one more, -1 for one less. */
    void held(int source, int change) {
        add(source, HELD, change);
    }

    private int find(int address) {
        int source = chains.first(hash(address));
        while (source >= 0 && Memory.getInt(line(source)) != address) {
            source = chains.next(source);
        }
        return source;
    }

    private long hash(int address) {
        return FlowIndex.hash(address, 0, 0, seed);
    }

    private int get(int source, int field) {
        return Memory.getInt(line(source) + field);
    }

    private void add(int source, int field, int change) {
        Memory.putInt(line(source) + field, get(source, field) + change);
    }

    private long line(int source) {
        return lines + (long) LINE * source;
    }
}
