package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessThreadsTest {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_RR = 2;

    private final Map<Integer, BitSet> before = new HashMap<>();
    private final List<Integer> cpus = NativeThread.allowedCpus();

    @BeforeEach
    void remember() {
        ProcessThreads.all().forEach(thread -> before.put(thread, ProcessThreads.cpusOf(thread)));
    }

    @AfterEach
    void restore() {
        before.forEach(ProcessThreads::allow);
    }

    @Test
    void takesCpuAwayFromAllThreadsOfTheJvmAndFromThoseStartedLater() throws Exception {
        assumeTrue(cpus.size() > 1, "one CPU alone cannot be taken away");
        int last = cpus.getLast();

        assertThat(ProcessThreads.keepOff(List.of(last))).isGreaterThan(5);

        assertThat(ProcessThreads.all())
                .filteredOn(thread -> thread != ProcessHandle.current().pid() && !mayRunNowhereElse(thread, last))
                .noneMatch(thread -> ProcessThreads.cpusOf(thread).get(last));
        FutureTask<BitSet> later = new FutureTask<>(() -> ProcessThreads.cpusOf(0));
        Thread.ofPlatform().start(later);
        assertThat(later.get().get(last)).isFalse();
    }

    /** Like the control threads of DPDK that an earlier test has started on its only CPU. */
    private boolean mayRunNowhereElse(int thread, int cpu) {
        BitSet allowed = before.getOrDefault(thread, new BitSet());
        return allowed.cardinality() == 1 && allowed.get(cpu);
    }

    @Test
    void leavesKnownWhichCpusTheProcessMayUse() {
        int ignored = ProcessThreads.keepOff(List.of(cpus.getLast()));

        assertThat(NativeThread.allowedCpus()).isEqualTo(cpus);
    }

    @Test
    void leavesThreadAloneThatIsPinnedToSuchCpu() throws Exception {
        int last = cpus.getLast();
        CountDownLatch pinned = new CountDownLatch(1);
        CountDownLatch moved = new CountDownLatch(1);
        FutureTask<BitSet> worker = new FutureTask<>(() -> {
            NativeThread.pin(last);
            pinned.countDown();
            moved.await();
            return ProcessThreads.cpusOf(0);
        });
        Thread.ofPlatform().start(worker);
        pinned.await();

        int ignored = ProcessThreads.keepOff(List.of(last));

        moved.countDown();
        assertThat(worker.get().stream().boxed().toList()).containsExactly(last);
    }

    @Test
    void makesThreadOfThatNameUrgentAndNoOther() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        FutureTask<Integer> busy = new FutureTask<>(() -> {
            started.countDown();
            over.await();
            return policyOfThisThread();
        });
        Thread thread = Thread.ofPlatform().name("briefly busy").start(busy);
        started.await();
        boolean may = ProcessThreads.makeUrgent("briefly busy");
        over.countDown();

        assertThat(busy.get()).isEqualTo(may ? SCHED_RR : SCHED_OTHER);
        assertThat(policyOfThisThread()).isEqualTo(SCHED_OTHER);
        thread.join();
        assertThat(ProcessThreads.makeUrgent("briefly busy")).isFalse();
    }

    /** Field 41 of {@code stat}, see proc(5). */
    private static int policyOfThisThread() throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Integer.parseInt(fields[41 - 3]);
    }
}
