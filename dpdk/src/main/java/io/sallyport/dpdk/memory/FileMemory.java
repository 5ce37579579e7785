package io.sallyport.dpdk.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that is a file, and so is still there when the process that wrote it is not: on hugetlbfs, tmpfs or a disk. What a store
 * has written is in the file at once, as far as other processes and the next one see; a disk gets it when the kernel writes it
 * out. Any thread may call.
 */
public final class FileMemory implements AutoCloseable {
    private static final long PAGE = 4096;
    private static final long HUGE = 2L << 20;
    private static final int CHUNK = 1 << 20;

    private final Arena arena;
    private final MemorySegment mapped;
    private final boolean hugePages;

    private FileMemory(Arena arena, MemorySegment mapped, boolean hugePages) {
        this.arena = arena;
        this.mapped = mapped;
        this.hugePages = hugePages;
        Regions.add(mapped.address(), mapped.byteSize());
    }

    /**
     * Makes a file of zeros and maps it. All of its pages are there when this returns, so that a full disk shows here and not as
     * a signal later; a file that could not be made whole is removed.
     *
     * @param file must not exist
     * @param bytes size, more than 0, rounded up to whole pages
     * @throws IOException if it exists, or there is no place for it, or no permission
     */
    public static FileMemory create(Path file, long bytes) throws IOException {
        boolean huge = isHugetlbfs(folder(file));
        long size = roundUp(bytes, huge ? HUGE : PAGE);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (!huge) {
                fill(channel, size); // hugetlbfs knows no write, but sets pages aside when it maps
            }
            return map(channel, size, huge);
        } catch (IOException failure) {
            Files.deleteIfExists(file);
            throw new FileSystemException(
                    file.toString(), null, "no place for %d MB (%s)".formatted(size >> 20, failure.getMessage()));
        }
    }

    /**
     * Maps a file as it is.
     *
     * @throws IOException if there is none, or it is empty, or no permission
     */
    public static FileMemory open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() == 0) {
                throw new FileSystemException(file.toString(), null, "is empty");
            }
            return map(channel, channel.size(), isHugetlbfs(folder(file)));
        }
    }

    private static FileMemory map(FileChannel channel, long size, boolean huge) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
            int error = Mapping.advise(mapped.address(), roundUp(size, PAGE), Mapping.MADVISE_POPULATE_WRITE);
            if (error != 0 && error != Mapping.EINVAL) { // kernels before 5.14 do not know the advice
                throw new IOException("error " + error + " when its pages were brought in");
            }
            return new FileMemory(arena, mapped, huge);
        } catch (IOException | RuntimeException failure) {
            arena.close();
            throw failure;
        }
    }

    private static void fill(FileChannel channel, long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
        for (long at = 0; at < size; ) {
            zeros.clear().limit((int) Math.min(CHUNK, size - at));
            at += channel.write(zeros, at);
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    /** Whether files in a folder are made of pages that are set aside. */
    public static boolean isHugetlbfs(Path folder) throws IOException {
        return Files.getFileStore(folder).type().equals("hugetlbfs");
    }

    private static long roundUp(long value, long multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /** Address of the file's first byte, a multiple of 4,096. */
    public long address() {
        return mapped.address();
    }

    /** Size of the file. */
    public long bytes() {
        return mapped.byteSize();
    }

    /** Whether it is on pages of 2 MB. */
    public boolean hugePages() {
        return hugePages;
    }

    /** Has its pages moved to a NUMA node, as far as that has room for them; {@link NumaNode#UNKNOWN} leaves them where they are. */
    public void moveTo(int node) {
        NumaNode.prefer(address(), bytes(), node);
    }

    /** Ends the mapping, not the file; nobody may touch the memory any more. Closing again does nothing. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            Regions.remove(mapped.address());
            arena.close();
        }
    }
}
