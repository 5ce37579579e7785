package io.sallyport.gateway.state;

import io.sallyport.dataplane.restart.Redeal;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dpdk.memory.FileMemory;
import java.io.IOException;
import java.nio.file.Path;

/** One worker's file: header, then lines. */
final class StateFile implements AutoCloseable {
    private final Path path;
    private final FileMemory memory;

    private StateFile(Path path, FileMemory memory) {
        this.path = path;
        this.memory = memory;
    }

    /** Makes an empty, unfinished file. */
    static StateFile create(Path sessions, int worker, int workers, int capacity, BootId boot) throws IOException {
        Path path = StateFolder.file(sessions, worker);
        FileMemory memory = FileMemory.create(path, StateHeader.SIZE + SessionTable.bytesOfLines(capacity));
        StateHeader.write(memory.address(), worker, workers, capacity, boot);
        return new StateFile(path, memory);
    }

    static StateFile open(Path path) throws IOException {
        return new StateFile(path, FileMemory.open(path));
    }

    Path path() {
        return path;
    }

    long header() {
        return memory.address();
    }

    long bytes() {
        return memory.bytes();
    }

    long lines() {
        return memory.address() + StateHeader.SIZE;
    }

    Redeal.Lines all() {
        return new Redeal.Lines(lines(), StateHeader.capacity(header()));
    }

    boolean hugePages() {
        return memory.hugePages();
    }

    void moveTo(int node) {
        memory.moveTo(node);
    }

    @Override
    public void close() {
        memory.close();
    }
}
