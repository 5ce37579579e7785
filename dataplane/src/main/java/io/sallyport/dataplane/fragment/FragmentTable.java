package io.sallyport.dataplane.fragment;

import io.sallyport.dataplane.session.FlowIndex;
import io.sallyport.dataplane.session.TableAllocator;

/**
 * The datagrams that come in fragments to a worker, their fragment home (docs/translation.md section 7; RFC 791 section 3.2 for what
 * is one datagram, RFC 4787 REQ-14 for why there are bounds).
 *
 * <p>A datagram is named by its entry, 0 to capacity - 1, from the {@link #arrive} that finds it until it is forgotten by
 * {@link #settle} or {@link #forget}. The order of calls for a fragment: {@code arrive}; then, if it is a first one that is let
 * through, {@link #teach}, the fragment itself, and every {@link #release}; else the fragment itself if the ports are
 * {@link #known}, or {@link #hold}; then {@code settle}. Whoever polls drains {@link #expired}.
 *
 * <p><b>Bounds.</b> {@code capacity} datagrams and as many held fragments in all; of one source address an eighth of each, at
 * least {@value #LEAST_SHARE}. A lookup compares at most {@value Chains#LONGEST} datagrams and as many sources. A fragment touches one
 * bit per eight bytes of it. Nothing is allocated after construction. Memory: 1,160 to 1,176 bytes per datagram.
 *
 * <p>Single-threaded: its worker only.
 */
public final class FragmentTable {
    /** {@link #arrive}: a byte of the fragment has come before, or it contradicts the end that the datagram is known to have. */
    public static final int OVERLAP = -1;
    /** {@link #arrive}: the datagram is new, and there is no entry left or its source has its share. */
    public static final int FULL = -2;
    /** Most datagrams that a table can follow. */
    public static final int MOST = 1 << 20;

    private static final int LEAST_SHARE = 64;

    private final long lines;
    private final Chains chains;
    private final Ages ages;
    private final HeldFragments held;
    private final Sources sources;
    private final int timeoutMillis;
    private final long seed;
    private int size;

    /**
     * Makes an empty table.
     *
     * @param capacity datagrams that it follows at one time, and fragments that it holds, 1 to {@link #MOST}
     * @param timeoutMillis how long after its first comer a datagram is forgotten, 1 or more
     * @param seed secret random number, without which nobody can choose datagrams that collide
     * @throws IllegalArgumentException if the capacity or the timeout is out of range
     */
    public FragmentTable(TableAllocator memory, int capacity, int timeoutMillis, long seed) {
        check(capacity);
        if (timeoutMillis < 1) {
            throw new IllegalArgumentException(
                    "fragments were to be forgotten after %d ms; 1 ms is the least".formatted(timeoutMillis));
        }
        this.lines = memory.allocate((long) Datagram.SIZE * capacity, "datagrams in fragments");
        this.chains = new Chains(memory, capacity, "index of datagrams in fragments");
        this.ages = new Ages(memory, capacity);
        this.held = new HeldFragments(memory, capacity);
        this.sources = new Sources(memory, capacity, share(capacity), seed);
        this.timeoutMillis = timeoutMillis;
        this.seed = seed;
    }

    /**
     * Bytes of memory that a table takes.
     *
     * @throws IllegalArgumentException if the capacity is not 1 to {@link #MOST}
     */
    public static long bytes(int capacity) {
        check(capacity);
        return (long) Datagram.SIZE * capacity
                + Chains.bytes(capacity)
                + Ages.bytes(capacity)
                + HeldFragments.bytes(capacity)
                + Sources.bytes(capacity);
    }

    private static void check(int capacity) {
        if (capacity < 1 || capacity > MOST) {
            throw new IllegalArgumentException("a table for %d datagrams in fragments was asked for; 1 to %d can be had"
                    .formatted(capacity, MOST));
        }
    }

    private static int share(int capacity) {
        return Math.min(capacity, Math.max(LEAST_SHARE, capacity / 8));
    }

    /**
     * Notes that a fragment has come, and begins to follow its datagram if it is the first to come of it. A datagram whose time
     * is up is not found any more, even before it is forgotten.
     *
     * @param addresses source and destination, the source in the lower half
     * @param protocol 0 to 255
     * @param identification 0 to 65535, in any byte order as long as it is always the same
     * @param offset where the fragment's payload begins in the datagram's, in bytes, a multiple of 8
     * @param length bytes of payload: 1 or more, a multiple of 8 if {@code more}, and the end at most 65,535
     * @param more whether the fragment says that others follow it
     * @param nowMillis the worker's clock
     * @return the datagram's entry, 0 or more; {@link #OVERLAP} or {@link #FULL} with nothing changed
     */
    public int arrive(
            long addresses, int protocol, int identification, int offset, int length, boolean more, long nowMillis) {
        long hash = FlowIndex.hash(addresses, identification, protocol, seed);
        int entry = find(hash, addresses, protocol, identification, nowMillis);
        if (entry < 0) {
            entry = enter(hash, addresses, protocol, identification, nowMillis);
            if (entry < 0) {
                return FULL;
            }
        }
        return Coverage.mark(Datagram.coverage(line(entry)), offset, length, more) ? entry : OVERLAP;
    }

    private int find(long hash, long addresses, int protocol, int identification, long nowMillis) {
        for (int entry = chains.first(hash); entry >= 0; entry = chains.next(entry)) {
            if (Datagram.is(line(entry), addresses, protocol, identification) && !timeIsUp(entry, nowMillis)) {
                return entry;
            }
        }
        return -1;
    }

    private int enter(long hash, long addresses, int protocol, int identification, long nowMillis) {
        int source = sources.enter((int) addresses);
        if (source < 0) {
            return -1;
        }
        int entry = chains.take(hash);
        if (entry < 0) {
            sources.leave(source);
            return -1;
        }
        Datagram.begin(line(entry), addresses, protocol, identification, source, nowMillis);
        ages.add(entry);
        size++;
        return entry;
    }

    /** Whether the datagram's ports are known. */
    public boolean known(int entry) {
        return Datagram.known(line(entry));
    }

    /** The datagram's ports as they were taught; 0 if they are not known. */
    public int ports(int entry) {
        return Datagram.ports(line(entry));
    }

    /** Notes the ports that the first fragment has, in whatever form the caller wants them back. */
    public void teach(int entry, int ports) {
        Datagram.teach(line(entry), ports);
    }

    /**
     * Holds a fragment back behind those of the datagram that are held already.
     *
     * @param mbuf the fragment, not 0; the table's until {@link #release} returns it
     * @return false, with nothing changed, if as many are held as may be, in all or of this source
     */
    public boolean hold(int entry, long mbuf) {
        int source = Datagram.source(line(entry));
        if (held.full() || !sources.mayHold(source)) {
            return false;
        }
        held.add(entry, mbuf);
        sources.held(source, 1);
        return true;
    }

    /** Takes the next fragment that is held of a datagram, in order of arrival; 0 if there is none. */
    public long release(int entry) {
        if (held.isEmpty(entry)) {
            return 0;
        }
        sources.held(Datagram.source(line(entry)), -1);
        return held.take(entry);
    }

    /**
     * Forgets the datagram if all of it has passed: its ports are known, all bytes have come and none is held. To be called
     * after a fragment has passed; the entry must not be used afterwards unless {@link #arrive} returns it.
     */
    public void settle(int entry) {
        long line = line(entry);
        if (Datagram.known(line) && Coverage.complete(Datagram.coverage(line)) && held.isEmpty(entry)) {
            forget(entry);
        }
    }

    /**
     * Finds a datagram whose time is up, the oldest first. The same one is returned until it is forgotten, so the caller
     * {@link #release}s what is held of it and {@link #forget}s it.
     *
     * @param nowMillis the worker's clock
     * @return the entry, or -1 if no time is up
     */
    public int expired(long nowMillis) {
        int oldest = ages.oldest();
        return oldest >= 0 && timeIsUp(oldest, nowMillis) ? oldest : -1;
    }

    private boolean timeIsUp(int entry, long nowMillis) {
        return nowMillis - Datagram.arrived(line(entry)) >= timeoutMillis;
    }

    /** Forgets a datagram of which nothing is held. */
    public void forget(int entry) {
        assert held.isEmpty(entry) : "fragments are held of datagram " + entry;
        long line = line(entry);
        long hash =
                FlowIndex.hash(Datagram.addresses(line), Datagram.identification(line), Datagram.protocol(line), seed);
        chains.giveBack(hash, entry);
        ages.remove(entry);
        sources.leave(Datagram.source(line));
        size--;
    }

    /** Fragments held back, of all datagrams. */
    public int held() {
        return held.size();
    }

    /** Datagrams followed. */
    public int size() {
        return size;
    }

    private long line(int entry) {
        return lines + (long) Datagram.SIZE * entry;
    }
}
