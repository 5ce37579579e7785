package io.sallyport.dpdk;

import io.sallyport.dpdk.memory.Memory;

/**
 * A single-producer, single-consumer {@code rte_ring} of pointers, worked on directly in its memory.
 *
 * <pre>
 * 48 size  52 mask  56 capacity | 128 prod.head  132 prod.tail | 256 cons.head  260 cons.tail | 384 elements
 * </pre>
 *
 * Indices are unsigned 32-bit numbers that run freely. The producer writes elements, then releases its tail; the
 * consumer acquires that tail, reads, then releases its own (checklist C3.9: lockless, no CAS). DPDK's own functions on
 * the same ring (single producer, single consumer) see exactly the same protocol. The layout is that of DPDK 22.11 to
 * 25.11; {@link Eal} verifies it against the installed headers at start.
 *
 * <p>One thread may call {@link #enqueue} and {@link #free}, one thread {@link #dequeue} and {@link #count}.
 */
public final class Ring {
    static final int FLAGS = 32;
    static final int SIZE = 48;
    static final int MASK = 52;
    static final int CAPACITY = 56;
    static final int PROD_HEAD = 128;
    static final int PROD_TAIL = 132;
    static final int CONS_HEAD = 256;
    static final int CONS_TAIL = 260;
    /** Bytes before the first element. */
    static final int HEADER = 384;

    private final long base;
    private final int mask;
    private final int capacity;

    private Ring(long base) {
        this.base = base;
        this.mask = Memory.getInt(base + MASK);
        this.capacity = Memory.getInt(base + CAPACITY);
    }

    /** Returns the view of a ring that exists at {@code address}. */
    public static Ring at(long address) {
        return new Ring(address);
    }

    /** Bytes of memory that a ring of {@code size} elements takes. */
    public static long bytes(int size) {
        return HEADER + 8L * size;
    }

    /**
     * Lays out an empty ring in zeroed memory that DPDK does not know of.
     *
     * @param address 64-byte aligned address of {@link #bytes} bytes
     * @param size a power of two; the ring holds one element fewer
     * @throws IllegalArgumentException if the size is no power of two
     */
    public static Ring initialize(long address, int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("ring size " + size + " is not a power of two of at least 2");
        }
        Memory.clear(address, bytes(size));
        Memory.putInt(address + SIZE, size);
        Memory.putInt(address + MASK, size - 1);
        Memory.putInt(address + CAPACITY, size - 1);
        return new Ring(address);
    }

    /** Address of the {@code struct rte_ring}. */
    public long address() {
        return base;
    }

    /** Most elements the ring can hold. */
    public int capacity() {
        return capacity;
    }

    /** Elements that can be enqueued now. Producer only. */
    public int free() {
        return capacity + Memory.getIntAcquire(base + CONS_TAIL) - Memory.getInt(base + PROD_HEAD);
    }

    /** Elements that can be dequeued now. Consumer only; any other thread gets an estimate. */
    public int count() {
        return Memory.getIntAcquire(base + PROD_TAIL) - Memory.getIntAcquire(base + CONS_TAIL);
    }

    /**
     * Enqueues as many of {@code count} pointers as fit, the first ones first. Producer only.
     *
     * @param pointers address of an array of pointers
     * @return how many were enqueued, 0 to {@code count}
     */
    public int enqueue(long pointers, int count) {
        int n = Math.min(free(), count);
        int head = Memory.getInt(base + PROD_HEAD);
        for (int i = 0; i < n; i++) {
            Memory.putLong(element(head + i), Memory.getLong(pointers + 8L * i));
        }
        Memory.putInt(base + PROD_HEAD, head + n);
        Memory.putIntRelease(base + PROD_TAIL, head + n);
        return n;
    }

    /**
     * Dequeues up to {@code max} pointers. Consumer only.
     *
     * @param pointers address of room for {@code max} pointers
     * @return how many were dequeued
     */
    public int dequeue(long pointers, int max) {
        int head = Memory.getInt(base + CONS_HEAD);
        int n = Math.min(Memory.getIntAcquire(base + PROD_TAIL) - head, max);
        for (int i = 0; i < n; i++) {
            Memory.putLong(pointers + 8L * i, Memory.getLong(element(head + i)));
        }
        Memory.putInt(base + CONS_HEAD, head + n);
        Memory.putIntRelease(base + CONS_TAIL, head + n);
        return n;
    }

    private long element(int index) {
        return base + HEADER + 8L * (index & mask);
    }
}
