package io.sallyport.dataplane.memory;

import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.dpdk.memory.Regions;
import io.sallyport.dpdk.memory.TableMemory;
import java.util.function.LongFunction;

/**
 * A pool of packet buffers in plain memory. The buffers have DPDK's layout but DPDK does not know them. Not thread-safe.
 *
 * <p>{@link #packet} puts a packet at the very end of its buffer, so that, with assertions on, reading one byte past the
 * packet is reading past the buffer and is caught.
 */
public final class MemoryPool implements PacketPool, AutoCloseable {
    /** Bytes of one buffer's data room, headroom included. */
    public static final int ROOM = 2048 + Mbuf.HEADROOM;

    /** Bytes between two data rooms that belong to nobody. */
    private static final int GAP = 64;

    private final TableMemory[] memory;
    private final long[] free;
    private int count;

    /** Makes a pool of {@code size} buffers. */
    public MemoryPool(int size) {
        this(size, TableMemory::allocate);
    }

    /** Makes a pool that gets its memory from {@code source}. */
    MemoryPool(int size, LongFunction<TableMemory> source) {
        TableMemory headers = source.apply((long) Mbuf.SIZE * size);
        TableMemory rooms = source.apply((long) (ROOM + GAP) * size);
        Regions.remove(rooms.address());
        memory = new TableMemory[] {headers, rooms};
        free = new long[size];
        for (int i = 0; i < size; i++) {
            long mbuf = headers.address() + (long) Mbuf.SIZE * i;
            long room = rooms.address() + (long) (ROOM + GAP) * i;
            Regions.add(room, ROOM);
            Mbuf.initialize(mbuf, room, ROOM);
            free[count++] = mbuf;
        }
    }

    @Override
    public long allocate() {
        if (count == 0) {
            return 0;
        }
        long mbuf = free[--count];
        Mbuf.reset(mbuf, Mbuf.HEADROOM);
        return mbuf;
    }

    @Override
    public void free(long pointers, int n) {
        for (int k = 0; k < n; k++) {
            free[count++] = Memory.getLong(pointers + 8L * k);
        }
    }

    /** Gives one buffer back. */
    public void free(long mbuf) {
        free[count++] = mbuf;
    }

    /** Takes a buffer and puts a frame of {@code length} bytes, not yet written, at its end; 0 if none is left. */
    public long packet(int length) {
        long mbuf = allocate();
        if (mbuf != 0) {
            Mbuf.reset(mbuf, ROOM - length);
            Mbuf.setLength(mbuf, length);
        }
        return mbuf;
    }

    /** Buffers that nobody holds. */
    public int available() {
        return count;
    }

    @Override
    public void close() {
        for (int i = 0; i < free.length; i++) {
            Regions.remove(memory[1].address() + (long) (ROOM + GAP) * i);
        }
        for (TableMemory part : memory) {
            part.close();
        }
    }
}
