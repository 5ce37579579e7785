package io.sallyport.dataplane.session;

import io.sallyport.dpdk.memory.Memory;

/**
 * One timer per session index (checklist C4.9): a hashed wheel of 65,536 slots of {@value #TICK_MILLIS} ms, 2 h 19 min
 * 48 s in all, so that TCP's 7,440 s fit and no level has to be cascaded.
 *
 * <p>A timer never fires before its deadline, with one exception: a deadline beyond {@link #HORIZON_MILLIS} fires at the
 * horizon. It fires less than one tick after its deadline, if the wheel is polled then. Timers are meant to be
 * <em>lazy</em>: packets only note their time in the session line, and whoever polls looks there and schedules again if
 * the session is not idle yet; that covers the horizon as well.
 *
 * <p>Every call takes a fixed time: a slot is a ring of sessions linked both ways, and a bitmap finds the next slot that
 * is not empty, whether the clock moved by a tick or by a day. After a jump the timers that came due are returned one
 * per {@link #poll}, so the caller decides how many it takes in one turn.
 *
 * <p>Memory: 8 bytes per session and 520 KiB. Single-threaded: owner worker only.
 */
public final class TimerWheel {
    /** Length of a tick in milliseconds. */
    public static final int TICK_MILLIS = 128;

    private static final int TICK_SHIFT = Integer.numberOfTrailingZeros(TICK_MILLIS);
    private static final int SLOTS = SlotBitmap.SLOTS;
    /** How far ahead of the last poll a timer can be set, in milliseconds. */
    public static final long HORIZON_MILLIS = (long) SLOTS * TICK_MILLIS;

    private static final int NODE = 8;
    private static final int NEXT = 0;
    private static final int PREVIOUS = 4;

    private final int capacity;
    /**
     * Sessions, then slots: links to the next and the previous node, each as node + 1. 0 is a session in no slot, or a slot
     * that was never used and so leads to itself: a new wheel needs no preparing.
     */
    private final long nodes;

    private final SlotBitmap occupied;
    /** Last tick of which nothing is left to return; all timers are in the {@value SlotBitmap#SLOTS} ticks after it. */
    private long doneTick;

    private int size;

    /**
     * Makes a wheel with no timer set.
     *
     * @param capacity sessions have the indexes 0 to capacity - 1
     * @param nowMillis the clock as it is now
     * @throws IllegalArgumentException if the capacity is not 1 to 2^27
     */
    public TimerWheel(TableAllocator allocator, int capacity, long nowMillis) {
        this.nodes = allocator.allocate(bytesOfNodes(capacity), "timers");
        this.occupied = new SlotBitmap(allocator.allocate(SlotBitmap.BYTES, "timer slots in use"));
        this.capacity = capacity;
        this.doneTick = nowMillis >> TICK_SHIFT;
    }

    /** Bytes of memory that a wheel takes. */
    public static long bytes(int capacity) {
        return bytesOfNodes(capacity) + SlotBitmap.BYTES;
    }

    private static long bytesOfNodes(int capacity) {
        FlowIndex.checkEntries(capacity);
        return (long) NODE * (capacity + SLOTS);
    }

    /**
     * Sets the timer of a session, whether it was set or not.
     *
     * @param deadlineMillis when it is to fire; what has passed fires with the next tick
     */
    public void schedule(int index, long deadlineMillis) {
        cancel(index);
        long wanted = -(-deadlineMillis >> TICK_SHIFT);
        long tick = Math.min(Math.max(wanted, doneTick + 1), doneTick + SLOTS);
        int slot = (int) tick & (SLOTS - 1);
        int head = capacity + slot;
        int last = previous(head);
        link(last, index);
        link(index, head);
        if (last == head) {
            occupied.add(slot);
        }
        size++;
    }

    /** Unsets the timer of a session; does nothing if it was not set. */
    public void cancel(int index) {
        if (!scheduled(index)) {
            return;
        }
        int previous = previous(index);
        int next = next(index);
        link(previous, next);
        Memory.putLong(nodes + (long) NODE * index, 0);
        if (previous == next) { // only the slot itself is left in the ring
            occupied.remove(next - capacity);
        }
        size--;
    }

    /** Says whether the timer of a session is set. */
    public boolean scheduled(int index) {
        return Memory.getInt(nodes + (long) NODE * index + NEXT) != 0;
    }

    /**
     * Takes one timer that is due and unsets it: the earliest tick first, in the order of scheduling within a tick.
     * After a jump of more than the horizon all that are set are due, in no particular order.
     *
     * @param nowMillis the clock; if it went back nothing is due
     * @return the session's index, or -1 if none is due
     */
    public int poll(long nowMillis) {
        long nowTick = nowMillis >> TICK_SHIFT;
        if (nowTick <= doneTick) {
            return -1;
        }
        doneTick = Math.max(doneTick, nowTick - SLOTS);
        int from = (int) (doneTick + 1) & (SLOTS - 1);
        int slot = occupied.next(from);
        int ahead = (slot - from) & (SLOTS - 1);
        if (slot < 0 || doneTick + 1 + ahead > nowTick) {
            doneTick = nowTick;
            return -1;
        }
        doneTick += ahead;
        int index = next(capacity + slot);
        cancel(index);
        return index;
    }

    /** Timers that are set. */
    public int size() {
        return size;
    }

    private void link(int node, int next) {
        Memory.putInt(nodes + (long) NODE * node + NEXT, next + 1);
        Memory.putInt(nodes + (long) NODE * next + PREVIOUS, node + 1);
    }

    private int next(int node) {
        return linked(node, NEXT);
    }

    private int previous(int node) {
        return linked(node, PREVIOUS);
    }

    private int linked(int node, int direction) {
        int link = Memory.getInt(nodes + (long) NODE * node + direction);
        return link == 0 ? node : link - 1;
    }
}
