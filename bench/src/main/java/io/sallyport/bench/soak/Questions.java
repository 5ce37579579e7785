package io.sallyport.bench.soak;

import io.sallyport.bench.process.RunningGateway;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A control plane that has work: threads that ask a gateway's API without pause, as dashboards, scripts and scrapers would. */
final class Questions implements AutoCloseable {
    private static final long REST_MILLIS = 20;
    private static final List<String> PATHS = List.of(
            "/v1/sessions?limit=1000",
            "/metrics",
            "/v1/workers",
            "/v1/counters",
            "/v1/drops",
            "/v1/ledger",
            "/v1/pools",
            "/v1/neighbors");

    private final RunningGateway gateway;
    private final Thread thread;
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean over;

    /** Starts to ask. */
    Questions(RunningGateway gateway) {
        this.gateway = gateway;
        thread = Thread.ofPlatform().name("questions").start(this::run);
    }

    private void run() {
        try {
            while (!over) {
                for (String path : PATHS) {
                    gateway.ask(path);
                }
                answers.addAndGet(PATHS.size());
                Thread.sleep(REST_MILLIS);
            }
        } catch (IOException failure) {
            System.err.println("bench soak: the gateway stopped answering: " + failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers so far. */
    long answers() {
        return answers.get();
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
