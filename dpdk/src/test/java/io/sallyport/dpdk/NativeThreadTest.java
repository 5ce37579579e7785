package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class NativeThreadTest {
    private static final long POINTERS = DpdkProcess.POINTERS.address();

    @Test
    void pinsThreadToEachCpuInTurn() throws Exception {
        assertThat(NativeThread.allowedCpus()).isNotEmpty();
        for (int cpu : NativeThread.allowedCpus()) {
            int actual = onNewThread(() -> {
                NativeThread.pin(cpu);
                return NativeThread.currentCpu();
            });
            assertThat(actual).isEqualTo(cpu);
        }
    }

    @Test
    void refusesCpuThatIsNotThereAndNamesThoseThatAre() {
        assertThatThrownBy(() -> NativeThread.pin(4095))
                .isInstanceOf(DpdkException.class)
                .hasMessageStartingWith("sched_setaffinity(CPU 4095)")
                .hasMessageContaining("Invalid argument (error 22)")
                .hasMessageEndingWith("may use: " + NativeThread.allowedCpus());
        assertThatThrownBy(() -> NativeThread.pin(-1)).hasMessageContaining("no such CPU");
        assertThatThrownBy(() -> NativeThread.pin(1 << 20)).hasMessageContaining("no such CPU");
    }

    /** A thread that DPDK knows takes a cacheful with its first buffer, which others then cannot have. */
    @Test
    void givesRegisteredThreadCacheOfItsOwn() throws Exception {
        assertThat(DpdkProcess.EAL.sockets()).isPositive();
        try (MbufPool pool = MbufPool.create("cached", 64, 32, Mbuf.HEADROOM + 64, -1)) {
            assertThat(onNewThread(() -> pool.allocate(POINTERS, 1))).isEqualTo(1);
            assertThat(pool.allocate(POINTERS + 8, 40))
                    .as("before registration")
                    .isEqualTo(40);
            MbufPool.free(POINTERS, 41);
            assertThat(onNewThread(() -> registered(() -> pool.allocate(POINTERS, 1))))
                    .isEqualTo(1);
            assertThat(pool.available()).isEqualTo(63);
            assertThat(pool.allocate(POINTERS + 8, 40))
                    .as("rest is in the cache")
                    .isZero();
            MbufPool.free(POINTERS, 1);
        }
    }

    private static int registered(Callable<Integer> work) throws Exception {
        NativeThread.register();
        try {
            return work.call();
        } finally {
            NativeThread.unregister();
        }
    }

    private static int onNewThread(Callable<Integer> work) throws InterruptedException, ExecutionException {
        FutureTask<Integer> task = new FutureTask<>(work);
        Thread.ofPlatform().start(task);
        return task.get();
    }
}
