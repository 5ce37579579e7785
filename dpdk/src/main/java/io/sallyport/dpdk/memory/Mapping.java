package io.sallyport.dpdk.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The calls of Linux that map memory: {@code mmap}, {@code munmap} and {@code madvise}. Any thread may call. */
final class Mapping {
    static final int MADVISE_HUGEPAGE = 14;
    /** Since Linux 5.14: brings all pages in now, and reports a shortage instead of raising a signal later. */
    static final int MADVISE_POPULATE_WRITE = 23;

    /** Error number of an advice that the kernel does not know. */
    static final int EINVAL = 22;

    static final int PRIVATE_ANONYMOUS = 0x02 | 0x20;
    static final int POPULATE = 0x8000;
    static final int HUGE_2M = 0x40000 | 21 << 26;

    private static final int READ_WRITE = 1 | 2;
    private static final Linker.Option WITH_ERRNO = Linker.Option.captureCallState("errno");
    private static final MethodHandle MMAP = function(
            "mmap",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG));
    private static final MethodHandle MUNMAP = function(
            "munmap", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle MADVISE = function(
            "madvise",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));

    private Mapping() {}

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, WITH_ERRNO);
    }

    /** Maps zeroed memory wherever there is room; returns its address, or a negative error number. */
    static long map(long bytes, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long address = (long) MMAP.invokeExact(state, 0L, bytes, READ_WRITE, flags, -1, 0L);
            return address == -1 ? -state.get(ValueLayout.JAVA_INT, 0) : address;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Unmaps; an empty area is left alone. */
    static void unmap(long address, long bytes) {
        if (bytes == 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int ignored = (int) MUNMAP.invokeExact(state, address, bytes);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Tells the kernel how memory will be used; returns 0 or a positive error number. */
    static int advise(long address, long bytes, int advice) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int result = (int) MADVISE.invokeExact(state, address, bytes, advice);
            return result == 0 ? 0 : state.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
