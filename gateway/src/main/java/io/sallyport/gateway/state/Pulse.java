package io.sallyport.gateway.state;

import io.sallyport.gateway.ThreadEnd;
import java.util.concurrent.locks.LockSupport;

/** Notes in the files, four times a second, that the gateway is there: the next process can then tell how long there was none. */
public final class Pulse implements AutoCloseable {
    private static final long EVERY_NANOS = 250_000_000;

    private final Thread thread;
    private volatile boolean running = true;

    /** Starts it. */
    public Pulse(SessionFiles files) {
        thread = Thread.ofPlatform().name("state").daemon().start(() -> {
            while (running) {
                files.seen();
                LockSupport.parkNanos(EVERY_NANOS);
            }
        });
    }

    /** Ends it and waits for that: the files may be given up then. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        ThreadEnd.await(thread);
    }
}
