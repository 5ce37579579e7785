package io.sallyport.gateway.control;

import io.sallyport.dataplane.worker.Worker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one thread that decides: it keeps neighbors, publishes snapshots and tells the log about drops. Other threads ask it
 * through {@link #ask}.
 */
public final class ControlThread implements AutoCloseable {
    private static final long IDLE_NANOS = 1_000_000;

    private final NeighborKeeper neighbors;
    private final DropLog drops;
    private final ConcurrentLinkedQueue<Runnable> questions = new ConcurrentLinkedQueue<>();
    private final Consumer<Throwable> failed;
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * Makes the thread; {@link #start} starts it.
     *
     * @param failed told if the thread died
     */
    public ControlThread(NeighborKeeper neighbors, List<Worker> workers, Consumer<Throwable> failed) {
        this.neighbors = neighbors;
        this.drops = new DropLog(workers, System.nanoTime());
        this.failed = failed;
        this.thread = Thread.ofPlatform().name("control").unstarted(this::loop);
    }

    /** Starts the thread, which announces the gateway's addresses first. */
    public void start() {
        thread.start();
    }

    /** Has the control thread answer a question about neighbors. Any thread. */
    public <T> CompletableFuture<T> ask(Function<NeighborKeeper, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        questions.add(() -> answer.complete(question.apply(neighbors)));
        return answer;
    }

    private void loop() {
        try {
            neighbors.announce();
            while (running) {
                turn(System.nanoTime());
            }
        } catch (RuntimeException | Error failure) {
            failed.accept(failure);
        }
    }

    private void turn(long now) {
        int work = neighbors.run(now);
        drops.run(now);
        Runnable question = questions.poll();
        if (question != null) {
            question.run();
        } else if (work == 0) {
            LockSupport.parkNanos(IDLE_NANOS);
        }
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        running = false;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
