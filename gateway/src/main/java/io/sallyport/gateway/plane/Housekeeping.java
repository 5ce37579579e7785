package io.sallyport.gateway.plane;

import io.sallyport.dpdk.ProcessThreads;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all threads that are no workers from making workers wait. The JVM's own collect garbage and compile wherever Linux puts them, on a
 * worker's CPU, too; and while the JVM stops all threads, they wait for one of its own, which must not wait for a CPU.
 */
final class Housekeeping {
    /** The JVM's name of the thread that stops all others, works for some microseconds, and lets them go on. */
    private static final String STOPPER = "VM Thread";

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private Housekeeping() {}

    /**
     * Takes the workers' CPUs away from all other threads; called once the warm-up, which has the JVM compile, needs them no more.
     *
     * @param cpus of the workers, -1 for any
     */
    static void leaveAlone(List<Integer> cpus) {
        List<Integer> theirs = cpus.stream().filter(cpu -> cpu >= 0).toList();
        int moved = ProcessThreads.keepOff(theirs);
        boolean urgent = ProcessThreads.makeUrgent(STOPPER);
        LOG.info(
                "kept {} other threads off the workers' CPUs {}; '{}' {}",
                moved,
                theirs,
                STOPPER,
                urgent
                        ? "runs before all of usual priority"
                        : "has usual priority, which takes CAP_SYS_NICE to change");
    }
}
