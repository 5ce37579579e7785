package io.sallyport.bench.path;

import io.sallyport.bench.path.PathRun.Path;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Java and C in turn over the same packets, in slices short enough that both meet the same disturbances of a shared machine.
 *
 * @param java nanoseconds per packet of the worker: the median of all slices
 * @param c nanoseconds per packet of the yardstick, likewise
 * @param ratio median of what each slice of the one took by what the slice of the other beside it took
 * @param allocated bytes that the worker's slices have put on the heap
 */
record Contest(double java, double c, double ratio, long allocated) {
    private static final int SLICE = 8_192;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Runs so many slices of each. */
    static Contest hold(PathRun run, Direction direction, int slices) {
        double[] java = new double[slices];
        double[] c = new double[slices];
        double[] ratios = new double[slices];
        long allocated = 0;
        for (int slice = -2; slice < slices; slice++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            double one = run.measure(Path.JAVA, direction, SLICE);
            long after = THREADS.getCurrentThreadAllocatedBytes();
            double other = run.measure(Path.C, direction, SLICE);
            if (slice >= 0) {
                java[slice] = one;
                c[slice] = other;
                ratios[slice] = one / other;
                allocated += after - before;
            }
        }
        return new Contest(median(java), median(c), median(ratios), allocated);
    }

    /** The middle one. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
