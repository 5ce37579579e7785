package io.sallyport.dataplane.session;

import io.sallyport.dpdk.memory.Regions;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Table memory for tests: registered while it lives, so that every access outside it fails. */
public final class ArenaMemory implements TableAllocator, AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final List<Long> regions = new ArrayList<>();
    private long bytes;

    /** Opens memory that {@link #close} frees. */
    public ArenaMemory() {}

    @Override
    public long allocate(long size, String what) {
        long address = arena.allocate(size, 64).address();
        Regions.add(address, size);
        regions.add(address);
        bytes += size;
        return address;
    }

    /** Bytes handed out so far. */
    public long bytes() {
        return bytes;
    }

    /** Withdraws a region, so that any access to it fails. */
    void hide(long address) {
        Regions.remove(address);
    }

    /** Registers a part of a hidden region again. */
    void show(long address, long size) {
        Regions.add(address, size);
        regions.add(address);
    }

    @Override
    public void close() {
        regions.forEach(Regions::remove);
        arena.close();
    }
}
