package io.sallyport.dataplane.worker;

import io.sallyport.dpdk.NativeThread;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * The thread around a worker: pins itself, makes itself known to DPDK, and repeats the worker's turn until it is closed.
 * A turn that throws ends the thread: the worker's state can no longer be trusted.
 */
public final class WorkerThread implements AutoCloseable {
    private static final int SPINS = 20;
    private static final int YIELDS = 50;
    private static final long LEAST_PARK_NANOS = 10_000;
    private static final long MOST_PARK_NANOS = 200_000;

    private final AgentRunner runner;

    /**
     * Starts the thread.
     *
     * @param cpu CPU to pin to, or -1 to run on any
     * @param shared whether CPUs are shared, so that an idle worker gives way: it spins, yields, then parks. An
     *     unshared one never stops polling
     * @param gaps counts the time from turn to turn; nobody else's
     * @param failed told what a turn threw
     */
    public WorkerThread(Worker worker, int cpu, boolean shared, TurnGaps gaps, Consumer<Throwable> failed) {
        IdleStrategy idle = shared
                ? new BackoffIdleStrategy(SPINS, YIELDS, LEAST_PARK_NANOS, MOST_PARK_NANOS)
                : BusySpinIdleStrategy.INSTANCE;
        runner = new AgentRunner(idle, failure -> report(failure, failed), null, new Turn(worker, cpu, gaps));
        AgentRunner.startOnThread(runner, task -> Thread.ofPlatform().unstarted(task));
    }

    private static void report(Throwable failure, Consumer<Throwable> failed) {
        if (failure instanceof AgentTerminationException && failure.getCause() != null) {
            failed.accept(failure.getCause());
        } else {
            failed.accept(failure);
        }
    }

    /** Ends the thread after the turn it is in and waits for it. */
    @Override
    public void close() {
        runner.close();
    }

    private record Turn(Worker worker, int cpu, TurnGaps gaps) implements Agent {
        @Override
        public void onStart() {
            if (cpu >= 0) {
                NativeThread.pin(cpu);
            }
            NativeThread.register();
        }

        @Override
        public int doWork() {
            try {
                long now = System.nanoTime();
                gaps.turn(now);
                return worker.poll(now);
            } catch (RuntimeException | Error failure) {
                throw new AgentTerminationException(failure);
            }
        }

        @Override
        public void onClose() {
            worker.settle();
            NativeThread.unregister();
        }

        @Override
        public String roleName() {
            return "worker-" + worker.number();
        }
    }
}
