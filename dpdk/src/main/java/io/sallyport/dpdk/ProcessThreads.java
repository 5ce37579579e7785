package io.sallyport.dpdk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * All threads of this process as Linux knows them: Java's, those of the JVM itself, and those that DPDK has started. Any thread may
 * call; none of this needs DPDK.
 */
public final class ProcessThreads {
    private static final MethodHandle SET_AFFINITY = Native.libc(
            "sched_setaffinity", Native.returnsInt(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
    private static final MethodHandle GET_AFFINITY = Native.libc(
            "sched_getaffinity", Native.returnsInt(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
    private static final MethodHandle SET_SCHEDULER = Native.libc(
            "sched_setscheduler", Native.returnsInt(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private static final Path TASKS = Path.of("/proc/self/task");
    /** Room for 8192 CPUs, the most that Linux can be built for. */
    private static final int SET_BYTES = 1024;

    private static final int SCHED_RR = 2;
    private static final int LOWEST_PRIORITY = 1;

    private ProcessThreads() {}

    /**
     * Takes CPUs away from every thread there is, so that whoever pins itself to one of them has it alone; threads that these start later
     * keep off, too. Left as they are: a thread that may run nowhere else, and the process's first, which only waits for the end of
     * {@code main} and shows which CPUs the process was started with ({@link NativeThread#allowedCpus}).
     *
     * @return how many threads were moved
     */
    public static int keepOff(Collection<Integer> cpus) {
        BitSet taken = new BitSet();
        cpus.forEach(taken::set);
        int moved = 0;
        int more;
        do { // until one that was started meanwhile is found, too
            more = 0;
            for (int thread : all()) {
                more += thread != ProcessHandle.current().pid() && leaves(thread, taken) ? 1 : 0;
            }
            moved += more;
        } while (more > 0);
        return moved;
    }

    private static boolean leaves(int thread, BitSet taken) {
        BitSet allowed = cpusOf(thread);
        if (!allowed.intersects(taken)) {
            return false;
        }
        allowed.andNot(taken);
        return !allowed.isEmpty() && allow(thread, allowed);
    }

    /**
     * Has a thread that works seldom and briefly run as soon as it has something to do, before any thread of usual priority
     * ({@code SCHED_RR}, priority 1).
     *
     * @param name as Linux has it, the first 15 characters
     * @return whether there is one and this process may do that, which takes {@code CAP_SYS_NICE}
     */
    public static boolean makeUrgent(String name) {
        boolean done = false;
        for (int thread : all()) {
            if (name.equals(nameOf(thread))) {
                done |= isMadeUrgent(thread);
            }
        }
        return done;
    }

    private static boolean isMadeUrgent(int thread) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocateFrom(ValueLayout.JAVA_INT, LOWEST_PRIORITY);
            return (int) SET_SCHEDULER.invokeExact(thread, SCHED_RR, priority) == 0;
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    /** Their numbers; those that end meanwhile may be among them. */
    static List<Integer> all() {
        try (var tasks = Files.list(TASKS)) {
            return tasks.map(task -> Integer.valueOf(task.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot list the threads of this process in " + TASKS, e);
        }
    }

    private static String nameOf(int thread) {
        try {
            return Files.readString(TASKS.resolve(thread + "/comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    /** The CPUs that a thread may run on; none if it has ended. */
    static BitSet cpusOf(int thread) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES, 8);
            int result = (int) GET_AFFINITY.invokeExact(thread, (long) SET_BYTES, set);
            return result < 0 ? new BitSet() : BitSet.valueOf(set.asByteBuffer());
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }

    /** Sets the CPUs that a thread may run on; says whether Linux took it. */
    static boolean allow(int thread, BitSet cpus) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES, 8);
            byte[] bits = cpus.toByteArray();
            MemorySegment.copy(bits, 0, set, ValueLayout.JAVA_BYTE, 0, bits.length);
            return (int) SET_AFFINITY.invokeExact(thread, (long) SET_BYTES, set) == 0;
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }
}
