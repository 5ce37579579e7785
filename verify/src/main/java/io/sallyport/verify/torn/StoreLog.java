package io.sallyport.verify.torn;

import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.dpdk.memory.StoreWatch;
import java.util.ArrayList;
import java.util.List;

/** Every store to some lines, and what it wrote over: so that from how they are in the end, how they were between any two can be told. */
final class StoreLog implements StoreWatch.Listener {
    private final List<Store> stores = new ArrayList<>();
    private final long lines;
    private final int size;

    /** What one store wrote over. */
    private static final class Store {
        private final int at;
        private final byte[] before;

        Store(int at, byte[] before) {
            this.at = at;
            this.before = before;
        }
    }

    /** Of {@code size} bytes from {@code lines} on. */
    StoreLog(long lines, int size) {
        this.lines = lines;
        this.size = size;
    }

    /** Runs something and notes all of its stores. */
    void watch(Runnable writer) {
        StoreWatch watch = StoreWatch.open(lines, size, this);
        try (watch) {
            writer.run();
        }
    }

    @Override
    public void store(long address, int bytes) {
        stores.add(new Store((int) (address - lines), Memory.bytes(address, bytes)));
    }

    int size() {
        return stores.size();
    }

    /** Number of the line that a store was to, among all lines. */
    int line(int number) {
        return stores.get(number).at / SessionLine.SIZE;
    }

    /** Takes a store back in an image that has it and none after it. */
    void undo(int number, byte[] image) {
        Store store = stores.get(number);
        System.arraycopy(store.before, 0, image, store.at, store.before.length);
    }

    /** How the lines were before a store, from how they were after all. */
    byte[] before(int number, byte[] last) {
        byte[] image = last.clone();
        for (int k = stores.size() - 1; k >= number; k--) {
            undo(k, image);
        }
        return image;
    }
}
