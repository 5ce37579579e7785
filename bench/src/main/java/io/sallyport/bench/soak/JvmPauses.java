package io.sallyport.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The times that a JVM stopped all its threads, as it logged them; of one stretch of time. */
record JvmPauses(List<Pause> pauses, long nanos) {
    private static final Pattern LINE = Pattern.compile("^\\[(\\d+)ns] Safepoint \"([^\"]*)\".*Total: (\\d+) ns.*$");
    private static final double MICRO = 1e3;
    private static final long MILLI = 1_000_000;

    /** One of them. */
    record Pause(long endNanos, String cause, long nanos) {}

    /** The flag that has a JVM log them to a file. */
    static String flag(Path file) {
        return "-Xlog:safepoint:file=" + file + ":timenanos:filecount=0";
    }

    /** Reads those that ended between two times of {@link System#nanoTime}, which is the same clock in every process. */
    static JvmPauses between(long from, long to, Path file) throws IOException {
        List<Pause> found = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Matcher match = LINE.matcher(line);
            if (match.matches()) {
                long end = Long.parseLong(match.group(1));
                if (end > from && end <= to) {
                    found.add(new Pause(end, match.group(2), Long.parseLong(match.group(3))));
                }
            }
        }
        return new JvmPauses(found, to - from);
    }

    /** The longest in microseconds. */
    double longest() {
        return pauses.stream().mapToLong(Pause::nanos).max().orElse(0) / MICRO;
    }

    /** How many took more than a millisecond. */
    long overMilli() {
        return pauses.stream().filter(one -> one.nanos() > MILLI).count();
    }

    /** Their part of the time, in percent. */
    double percent() {
        return 100.0 * pauses.stream().mapToLong(Pause::nanos).sum() / nanos;
    }

    @Override
    public String toString() {
        Map<String, Integer> causes = new TreeMap<>();
        pauses.forEach(one -> causes.merge(one.cause(), 1, Integer::sum));
        return String.format(
                Locale.ROOT,
                "%d, over 1 ms %d, longest %.0f µs, %.4f %% of the time%s",
                pauses.size(),
                overMilli(),
                longest(),
                percent(),
                causes.isEmpty() ? "" : " " + causes);
    }
}
