package io.sallyport.lab.traffic;

import java.util.concurrent.atomic.AtomicLong;

/** Counts failures and prints the first few, so that the log stays readable. Any thread may call. */
final class Failures {
    private static final int PRINTED = 5;

    private final AtomicLong count = new AtomicLong();

    void add(String what, Exception cause) {
        if (count.incrementAndGet() <= PRINTED) {
            System.out.println(what + ": " + cause);
        }
    }

    long count() {
        return count.get();
    }
}
