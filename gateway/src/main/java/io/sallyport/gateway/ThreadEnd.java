package io.sallyport.gateway;

/** Waiting for the end of a thread. */
public final class ThreadEnd {
    private ThreadEnd() {}

    /** Waits until a thread has ended, if it was ever started; an interrupt of the caller is kept until then. Any thread but that one. */
    public static void await(Thread thread) {
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
