package io.sallyport.gateway.control;

import io.sallyport.dataplane.worker.Worker;
import io.sallyport.gateway.ThreadEnd;
import java.util.List;
import java.util.Queue;
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
    private final Queue<Question<?>> questions = new ConcurrentLinkedQueue<>();
    private final Consumer<Throwable> failed;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean ended;

    /**
     * Makes the thread; {@link #start} starts it.
     *
     * @param failed told if the thread died
     */
    public ControlThread(NeighborKeeper neighbors, List<Worker> workers, Consumer<Throwable> failed) {
        this.neighbors = neighbors;
        this.drops = new DropLog(workers.stream().map(Worker::counters).toList(), System.nanoTime());
        this.failed = failed;
        this.thread = Thread.ofPlatform().name("control").unstarted(this::loop);
    }

    /** Starts the thread, which announces the gateway's addresses first. */
    public void start() {
        thread.start();
    }

    /**
     * Has the control thread answer a question about neighbors. Any thread.
     *
     * @return the answer; fails with what the question threw, or with {@link IllegalStateException} if the thread has ended
     */
    public <T> CompletableFuture<T> ask(Function<NeighborKeeper, T> asked) {
        Question<T> question = new Question<>(asked, new CompletableFuture<>());
        questions.add(question);
        if (ended) {
            refuseQuestions();
        }
        return question.answer;
    }

    private record Question<T>(Function<NeighborKeeper, T> asked, CompletableFuture<T> answer) {
        void answer(NeighborKeeper neighbors) {
            try {
                answer.complete(asked.apply(neighbors));
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        }
    }

    private void loop() {
        try {
            neighbors.announce();
            while (running) {
                turn(System.nanoTime());
            }
            drops.end(System.nanoTime());
        } catch (RuntimeException | Error failure) {
            failed.accept(failure);
        } finally {
            refuseQuestions();
        }
    }

    private void turn(long now) {
        int work = neighbors.run(now);
        drops.run(now);
        Question<?> question = questions.poll();
        if (question != null) {
            question.answer(neighbors);
        } else if (work == 0) {
            LockSupport.parkNanos(IDLE_NANOS);
        }
    }

    /** Nobody answers any more: whoever asks must not wait for ever. */
    private void refuseQuestions() {
        ended = true;
        for (Question<?> question = questions.poll(); question != null; question = questions.poll()) {
            question.answer.completeExceptionally(new IllegalStateException("the control thread has ended"));
        }
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        running = false;
        if (thread.getState() == Thread.State.NEW) {
            refuseQuestions();
        }
        ThreadEnd.await(thread);
    }
}
