package io.sallyport.dataplane.session;

import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dpdk.memory.Memory;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of one worker (checklist C4.1, C4.2): lines, a stack of free ones, and an index of each direction.
 *
 * <p>Both keys of a session hold its remote endpoint (C6.1), and no two sessions have a key in common (C4.7). A session
 * can be found from the moment {@link #create} returns (C4.6). What each call costs is fixed, see {@link FlowIndex}; no
 * call allocates. A session takes 64 bytes for its line, 4 for the stack and 32 to 64 for the indexes.
 *
 * <p>Addresses and ports are in packet byte order everywhere, see {@link SessionLine}. Single-threaded: owner worker
 * only; another thread may read {@link #line} and {@link #live} for a listing.
 */
public final class SessionTable {
    private final int capacity;
    private final long outSeed;
    private final long inSeed;
    private final long lines;
    private final long free;
    private final FlowIndex out;
    private final FlowIndex in;
    private final HintMap hints;
    private int size;

    /**
     * Makes an empty table.
     *
     * @param capacity most sessions it can hold, 1 to 2^27
     * @param seed secret that makes collisions unpredictable; any value
     * @param hints what shows the sessions to other workers, empty and made for as many
     * @throws IllegalArgumentException if the capacity is out of range
     */
    public SessionTable(TableAllocator allocator, int capacity, long seed, HintMap hints) {
        this(allocator, capacity, seed, hints, allocator.allocate(bytesOfLines(capacity), "session lines"));
    }

    /**
     * Makes a table over lines that may hold sessions of an earlier process. It is empty until {@link #restore}, which
     * has to come before anything else.
     *
     * @param lines 64-byte aligned address of {@link #bytesOfLines} bytes
     * @throws IllegalArgumentException if the capacity is out of range
     */
    public SessionTable(TableAllocator allocator, int capacity, long seed, HintMap hints, long lines) {
        this.hints = hints;
        this.capacity = capacity;
        this.outSeed = seed;
        this.inSeed = FlowIndex.hash(seed, 0, 0, ~seed);
        this.lines = lines;
        this.out = new FlowIndex(allocator, capacity, true, lines, "sessions by inside tuple");
        this.in = new FlowIndex(allocator, capacity, false, lines, "sessions by NAT tuple");
        this.free = allocator.allocate(4L * capacity, "free sessions");
        for (int i = 0; i < capacity; i++) {
            Memory.putInt(free + 4L * i, capacity - 1 - i);
        }
    }

    /**
     * Bytes that the lines of a table take.
     *
     * @throws IllegalArgumentException if the capacity is out of range
     */
    public static long bytesOfLines(int capacity) {
        FlowIndex.checkEntries(capacity);
        return (long) SessionLine.SIZE * capacity;
    }

    /** Bytes that a table takes in all, hints not included. */
    public static long bytes(int capacity) {
        return bytesOfLines(capacity) + 2 * FlowIndex.bytes(capacity) + 4L * capacity;
    }

    /** Hash of the key of a packet from inside, for {@link #out}. */
    public long outHash(long addresses, int ports, int protocol) {
        return FlowIndex.hash(addresses, ports, protocol, outSeed);
    }

    /** Hash of the key of a packet from outside, for {@link #in}. */
    public long inHash(long addresses, int ports, int protocol) {
        return FlowIndex.hash(addresses, ports, protocol, inSeed);
    }

    /** Index of packets from inside. */
    public FlowIndex out() {
        return out;
    }

    /** Index of packets from outside. */
    public FlowIndex in() {
        return in;
    }

    /**
     * Finds the session of a packet from inside.
     *
     * @param addresses source and destination as in the IPv4 header, one native load
     * @param ports source and destination as in the TCP or UDP header, one native load; ICMP echo: the id, then 0
     * @return its index, or -1
     */
    public int findOut(long addresses, int ports, int protocol) {
        return out.find(outHash(addresses, ports, protocol), addresses, ports, protocol);
    }

    /**
     * Finds the session of a packet from outside.
     *
     * @param addresses source and destination as in the IPv4 header, one native load
     * @param ports source and destination as in the TCP or UDP header, one native load; ICMP echo: 0, then the id
     * @return its index, or -1
     */
    public int findIn(long addresses, int ports, int protocol) {
        return in.find(inHash(addresses, ports, protocol), addresses, ports, protocol);
    }

    /** Address of a session's line. */
    public long line(int index) {
        return lines + (long) index * SessionLine.SIZE;
    }

    /** Index of the session whose line is at an address. */
    public int index(long line) {
        return (int) ((line - lines) / SessionLine.SIZE);
    }

    /**
     * Creates a session with TCP state 0 and nothing counted.
     *
     * @param slot 0 to 63
     * @param flags of {@link SessionLine}
     * @param owner number of this worker
     * @param now milliseconds of the worker's clock, low 32 bits
     * @return its index; or -1, with nothing changed, if the table or one of the indexes is full, or if there is a
     *     session with one of the keys
     */
    public int create(
            int insideAddress,
            int insidePort,
            int remoteAddress,
            int remotePort,
            int natAddress,
            int natPort,
            int protocol,
            int slot,
            int flags,
            int owner,
            int now) {
        if (size == capacity) {
            return -1;
        }
        int index = Memory.getInt(free + 4L * (capacity - 1 - size));
        long outAddresses = pair(insideAddress, remoteAddress);
        long inAddresses = pair(remoteAddress, natAddress);
        int outPorts = insidePort | remotePort << Short.SIZE;
        int inPorts = remotePort | natPort << Short.SIZE;
        if (!enter(index, outAddresses, outPorts, inAddresses, inPorts, protocol)) {
            return -1;
        }
        size++;
        long line = line(index);
        SessionLine.begin(line, outAddresses, natAddress, outPorts, natPort, protocol, flags, owner, slot, now);
        SessionLine.commitSession(line);
        if (SessionLine.isSession(line)) {
            hints.add(outAddresses, outPorts, inAddresses, inPorts, protocol);
        }
        return index;
    }

    private static long pair(int first, int second) {
        return (first & 0xffff_ffffL) | ((long) second << Integer.SIZE);
    }

    private void show(long line) {
        if (SessionLine.isSession(line)) {
            hints.add(
                    SessionLine.outKeyAddresses(line),
                    SessionLine.outKeyPorts(line),
                    SessionLine.inKeyAddresses(line),
                    SessionLine.inKeyPorts(line),
                    SessionLine.protocol(line));
        }
    }

    /** Enters a line in both indexes or in none. */
    private boolean enter(int index) {
        long line = line(index);
        return enter(
                index,
                SessionLine.outKeyAddresses(line),
                SessionLine.outKeyPorts(line),
                SessionLine.inKeyAddresses(line),
                SessionLine.inKeyPorts(line),
                SessionLine.protocol(line));
    }

    /** The same with the keys of a line that need not be written yet: what is read back so soon, in other parts, waits for the memory. */
    private boolean enter(int index, long outAddresses, int outPorts, long inAddresses, int inPorts, int protocol) {
        long outHash = outHash(outAddresses, outPorts, protocol);
        long inHash = inHash(inAddresses, inPorts, protocol);
        if (out.find(outHash, outAddresses, outPorts, protocol) >= 0
                || in.find(inHash, inAddresses, inPorts, protocol) >= 0
                || !out.insert(outHash, index)) {
            return false;
        }
        if (in.insert(inHash, index)) {
            return true;
        }
        out.remove(outHash, index);
        return false;
    }

    /** Deletes a live session; its line is free for the next one at once (checklist C4.8). */
    public void delete(int index) {
        long line = line(index);
        assert live(index) : "session " + index + " does not exist";
        SessionLine.revoke(line);
        VarHandle.storeStoreFence();
        int protocol = SessionLine.protocol(line);
        out.remove(outHash(SessionLine.outKeyAddresses(line), SessionLine.outKeyPorts(line), protocol), index);
        in.remove(inHash(SessionLine.inKeyAddresses(line), SessionLine.inKeyPorts(line), protocol), index);
        if (SessionLine.isSession(line)) {
            hints.remove(line);
        }
        size--;
        Memory.putInt(free + 4L * (capacity - 1 - size), index);
    }

    /** Decides about a record of an earlier process that is whole. */
    @FunctionalInterface
    public interface Judge {
        /** Why the session, or mapping, at an address cannot go on, or null. */
        @Nullable
        Discard judge(long line);
    }

    /**
     * Takes over what the lines hold from an earlier process: records that are whole, that a judge has nothing against, and that
     * have no key in common with one taken over before. All other lines become free, peers without a word: who takes over their
     * sessions makes them anew. Runs once, before packets flow, in time proportional to the capacity.
     *
     * @param result where each record that is not taken over is noted
     */
    public void restore(Judge judge, Restored result) {
        int spare = 0;
        for (int index = capacity - 1; index >= 0; index--) {
            if (take(index, judge, result)) {
                show(line(index));
                size++;
            } else {
                SessionLine.revoke(line(index));
                Memory.putInt(free + 4L * spare, index);
                spare++;
            }
        }
    }

    private boolean take(int index, Judge judge, Restored result) {
        long line = line(index);
        boolean whole = SessionLine.intact(line);
        if (!SessionLine.isLive(line) || (whole && (SessionLine.flags(line) & SessionLine.PEER) != 0)) {
            return false;
        }
        Discard reason = whole ? judge.judge(line) : Discard.DAMAGED;
        if (reason == null && !enter(index)) {
            reason = isTaken(line) ? Discard.DUPLICATE : Discard.NO_PLACE;
        }
        if (reason != null) {
            result.discard(reason);
        }
        return reason == null;
    }

    private boolean isTaken(long line) {
        int protocol = SessionLine.protocol(line);
        return findOut(SessionLine.outKeyAddresses(line), SessionLine.outKeyPorts(line), protocol) >= 0
                || findIn(SessionLine.inKeyAddresses(line), SessionLine.inKeyPorts(line), protocol) >= 0;
    }

    /** Says whether there is a session with this index, 0 to capacity - 1. */
    public boolean live(int index) {
        return SessionLine.commit(line(index)) != 0;
    }

    /**
     * Where everything lies, for code in another language that reads the same tables.
     *
     * @param lines address of the lines
     * @param outBuckets address of the buckets of packets from inside
     * @param outMask selects the offset of a bucket
     * @param outSeed seed of the hash
     * @param inBuckets address of the buckets of packets from outside
     * @param inMask selects the offset of a bucket
     * @param inSeed seed of the hash
     */
    public record Layout(
            long lines, long outBuckets, long outMask, long outSeed, long inBuckets, long inMask, long inSeed) {}

    /** The layout of this table. */
    public Layout layout() {
        return new Layout(lines, out.buckets(), out.mask(), outSeed, in.buckets(), in.mask(), inSeed);
    }

    /** Sessions that exist now. */
    public int size() {
        return size;
    }

    /** Most sessions that can exist. */
    public int capacity() {
        return capacity;
    }
}
