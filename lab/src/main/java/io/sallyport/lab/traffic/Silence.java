package io.sallyport.lab.traffic;

/** The longest time in which nothing came. One thread tells what comes, any may ask; times are those of {@link System#nanoTime}. */
final class Silence {
    private long last = System.nanoTime();
    private long longest;

    /** Something came. */
    synchronized void arrived(long now) {
        longest = Math.max(longest, now - last);
        last = now;
    }

    /** Forgets what was; the silence that is under way counts in full. */
    synchronized void begin() {
        longest = 0;
    }

    /** Whether something came after {@code then}. */
    synchronized boolean endedAfter(long then) {
        return last - then > 0;
    }

    /** In nanoseconds, that under way included. */
    synchronized long longest(long now) {
        return Math.max(longest, now - last);
    }
}
