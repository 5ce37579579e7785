package io.sallyport.dpdk.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Zeroed memory for a table, on hugepages of 2 MiB where the system has them and otherwise on memory that the kernel is
 * asked to back with such pages. Needs no DPDK.
 *
 * <p>All pages are there when {@link #allocate} returns, on the NUMA node that was asked for if that has room, else on another
 * ({@link #pieces} tells). Any thread may call.
 */
public final class TableMemory implements AutoCloseable {
    private static final long HUGE = 2L << 20;
    private static final long PAGE = 4096;
    private static final int ENOMEM = 12;

    private final long address;
    private final long bytes;
    private final long mapped;
    private final boolean hugePages;
    private boolean closed;

    private TableMemory(long address, long bytes, long mapped, boolean hugePages) {
        this.address = address;
        this.bytes = bytes;
        this.mapped = mapped;
        this.hugePages = hugePages;
        Regions.add(address, bytes);
    }

    /** Allocates as {@link #allocate(long, int)} does, on the node of the calling thread. */
    public static TableMemory allocate(long bytes) {
        return allocate(bytes, NumaNode.UNKNOWN);
    }

    /**
     * Allocates {@code bytes} of zeroed memory, aligned to 2 MiB.
     *
     * @param bytes size, more than 0
     * @param node NUMA node, or {@link NumaNode#UNKNOWN} for that of the calling thread
     * @throws OutOfNativeMemoryException if the system has no such memory
     */
    public static TableMemory allocate(long bytes, int node) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("table memory of " + bytes + " bytes: the size must be more than 0");
        }
        return onHugePages(bytes, node).orElseGet(() -> onNormalPages(bytes, node));
    }

    /** The kernel sets the pages aside when it maps them, so a shortage shows here and not as a signal later. */
    private static Optional<TableMemory> onHugePages(long bytes, int node) {
        long size = roundUp(bytes, HUGE);
        int now = node == NumaNode.UNKNOWN ? Mapping.POPULATE : 0; // else once the kernel knows from where to take them
        long address = Mapping.map(size, Mapping.PRIVATE_ANONYMOUS | Mapping.HUGE_2M | now);
        if (address < 0) {
            return Optional.empty();
        }
        NumaNode.prefer(address, size, node);
        if (populate(address, size) != 0) {
            Mapping.unmap(address, size);
            return Optional.empty();
        }
        return Optional.of(new TableMemory(address, bytes, size, true));
    }

    /**
     * Allocates as {@link #allocate} does, but leaves the hugepages that are set aside to others.
     *
     * @param bytes size, more than 0
     * @throws OutOfNativeMemoryException if the system has no such memory
     */
    public static TableMemory allocateOnNormalPages(long bytes) {
        return onNormalPages(bytes, NumaNode.UNKNOWN);
    }

    /** Maps more than is needed and gives back what sticks out of a range that begins on a boundary of 2 MiB. */
    private static TableMemory onNormalPages(long bytes, int node) {
        // The kernel lends more than it has; without this check it would kill a process when the pages come in.
        if (bytes > available()) {
            throw outOfMemory(bytes, ENOMEM);
        }
        long size = roundUp(bytes, PAGE);
        long reserved = Mapping.map(size + HUGE, Mapping.PRIVATE_ANONYMOUS);
        if (reserved < 0) {
            throw outOfMemory(bytes, (int) -reserved);
        }
        long address = roundUp(reserved, HUGE);
        Mapping.unmap(reserved, address - reserved);
        Mapping.unmap(address + size, reserved + HUGE - address);
        // Refused where the kernel has no transparent hugepages, which costs speed and nothing else.
        Mapping.advise(address, size, Mapping.MADVISE_HUGEPAGE);
        NumaNode.prefer(address, size, node);
        int error = populate(address, size);
        if (error != 0) {
            Mapping.unmap(address, size);
            throw outOfMemory(bytes, error);
        }
        return new TableMemory(address, bytes, size, false);
    }

    /** Brings all pages in; kernels before 5.14 do not know the advice and bring them in when they are touched. */
    private static int populate(long address, long size) {
        int error = Mapping.advise(address, size, Mapping.MADVISE_POPULATE_WRITE);
        return error == Mapping.EINVAL ? 0 : error;
    }

    /** Memory in bytes that Linux can give without swapping; unlimited where it does not say. */
    private static long available() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static OutOfNativeMemoryException outOfMemory(long bytes, int error) {
        return new OutOfNativeMemoryException(
                "no memory for a table of %d bytes (error %d): make the tables smaller or give the machine, or its control group, more memory; hugepages: sysctl vm.nr_hugepages=%d"
                        .formatted(bytes, error, roundUp(bytes, HUGE) / HUGE));
    }

    private static long roundUp(long value, long multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /** Address of the first byte, a multiple of 2 MiB. */
    public long address() {
        return address;
    }

    /** Usable bytes: as many as were asked for. */
    public long bytes() {
        return bytes;
    }

    /** Says whether the memory is on hugepages set aside for it; if not, the kernel may still have used some. */
    public boolean hugePages() {
        return hugePages;
    }

    /** Where it is: pieces of 2 MiB by NUMA node. */
    public Map<Integer, Long> pieces() {
        return NumaNode.pieces(address, bytes);
    }

    /** Gives the memory back; nobody may touch it any more. Closing again does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Regions.remove(address);
            Mapping.unmap(address, mapped);
        }
    }
}
