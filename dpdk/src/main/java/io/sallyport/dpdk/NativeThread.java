package io.sallyport.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What the operating system and DPDK know of the calling thread, which must be a platform thread. A worker pins itself
 * first and registers then, because DPDK notes the CPUs of a thread when it registers.
 */
public final class NativeThread {
    private static final Linker.Option WITH_ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout ERRNO = Linker.Option.captureStateLayout();
    private static final MethodHandle SET_AFFINITY = Native.libc(
            "sched_setaffinity",
            Native.returnsInt(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            WITH_ERRNO);
    private static final MethodHandle GET_AFFINITY = Native.libc(
            "sched_getaffinity", Native.returnsInt(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
    private static final MethodHandle GET_CPU = Native.libc("sched_getcpu", Native.returnsInt());
    private static final MethodHandle STRERROR = Native.libc("strerror", Native.returnsLong(Native.INT));
    private static final Call REGISTER = Call.returningInt("rte_thread_register");
    private static final Call UNREGISTER = Call.returningNothing("rte_thread_unregister");

    /** Bytes of a set of CPUs: room for 8192 of them, the most that Linux can be built for. */
    private static final int SET_BYTES = 1024;

    private NativeThread() {}

    /**
     * Ties the calling thread, and those it starts later, to one CPU.
     *
     * @param cpu its number, 0 or more
     * @throws DpdkException if this process may not use that CPU or there is none of that number
     */
    public static void pin(int cpu) {
        int error = cpu < 0 || cpu >= 8 * SET_BYTES ? -1 : setAffinity(cpu);
        if (error != 0) {
            throw new DpdkException(
                    "sched_setaffinity(CPU %d) of thread %s failed: %s; CPUs that this process may use: %s"
                            .formatted(
                                    cpu,
                                    Thread.currentThread().getName(),
                                    error < 0 ? "no such CPU" : errorText(error),
                                    allowedCpus()),
                    Math.max(error, 0));
        }
    }

    /** The C library's words, for this works without DPDK. */
    private static String errorText(int error) {
        try {
            return Native.string((long) STRERROR.invokeExact(error)) + " (error " + error + ")";
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    private static int setAffinity(int cpu) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(ERRNO);
            MemorySegment set = arena.allocate(SET_BYTES, 8);
            set.set(ValueLayout.JAVA_BYTE, cpu >> 3, (byte) (1 << (cpu & 7)));
            int result = (int) SET_AFFINITY.invokeExact(state, 0, (long) SET_BYTES, set);
            return result == 0
                    ? 0
                    : state.get(Native.INT, ERRNO.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    /** Returns the CPUs that this process was started with, ascending: what workers may be pinned to. */
    public static List<Integer> allowedCpus() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES, 8);
            int firstThread = (int) ProcessHandle.current().pid();
            int result = (int) GET_AFFINITY.invokeExact(firstThread, (long) SET_BYTES, set);
            List<Integer> cpus = new ArrayList<>();
            if (result >= 0) {
                BitSet.valueOf(set.asByteBuffer()).stream().forEach(cpus::add);
            }
            return cpus;
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    /** Returns the CPU that the calling thread runs on at this moment. */
    public static int currentCpu() {
        try {
            return (int) GET_CPU.invokeExact();
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    /**
     * Makes the calling thread known to DPDK, which gives it caches of the buffer pools. {@link Eal} must be started.
     *
     * @throws DpdkException if DPDK has no free thread number (it has 128) or works with secondary processes
     */
    public static void register() {
        if (REGISTER.integer() < 0) {
            throw REGISTER.failure(
                    "thread " + Thread.currentThread().getName(),
                    "leave DPDK a free thread number by starting it on few cores (-l), and without secondary processes",
                    Call.lastError());
        }
    }

    /** Undoes {@link #register}; a registered thread must call this before it ends. */
    public static void unregister() {
        UNREGISTER.run();
    }
}
