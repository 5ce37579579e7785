package io.sallyport.lab.net;

import io.sallyport.lab.LabException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process or the kernel does. Any thread may call. */
public final class Await {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Await() {}

    /**
     * Waits until {@code condition} holds.
     *
     * @return how long that took
     * @throws LabException that names {@code what} if it does not within {@code limit}
     */
    public static Duration until(String what, Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw LabException.failed("waited %d s in vain: %s".formatted(limit.toSeconds(), what));
            }
            pause();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }
}
