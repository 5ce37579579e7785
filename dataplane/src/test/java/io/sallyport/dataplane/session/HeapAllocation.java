package io.sallyport.dataplane.session;

import java.lang.reflect.Method;

/** Counts what a piece of code allocates on the Java heap, by the JVM's own count of the thread. */
public final class HeapAllocation {
    private static final Object THREADS;
    private static final Method ALLOCATED;

    static {
        try {
            // By reflection, because the test is compiled within the module, which does not read java.management.
            THREADS = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            ALLOCATED = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private HeapAllocation() {}

    /** Bytes allocated by {@code code} in this thread beyond what measuring itself takes. */
    public static long of(Runnable code) {
        long overhead = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) { // the first calls by reflection allocate more than later ones
            overhead = Math.min(overhead, measure(() -> {}));
        }
        return measure(code) - overhead;
    }

    private static long measure(Runnable code) {
        long before = now();
        code.run();
        return now() - before;
    }

    private static long now() {
        try {
            return (Long) ALLOCATED.invoke(THREADS);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
