package io.sallyport.gateway.view;

import io.sallyport.api.Pause;
import io.sallyport.api.PauseCause;
import io.sallyport.api.Pauses;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's own log of its safepoints, the only times at which it stops all threads, whatever for: garbage collection, compiled
 * code given up, a thread dump. The JVM writes it to a file because it was started with {@value #FLAG}; it is read
 * by whoever asks, and once a second, so that it can be emptied whenever it has grown. All of that costs workers nothing. Any thread.
 */
public final class PauseLog {
    /** The flag that makes the JVM write the file; FILE may hold {@code %p} for the process id. */
    public static final String FLAG = "-Xlog:safepoint:file=FILE:timenanos:filecount=0";

    /** The system property that holds FILE. */
    private static final String PROPERTY = "sallyport.pauses";

    private static final Pattern LINE =
            Pattern.compile("^\\[(\\d+)ns] Safepoint \"([^\"]*)\".*Reaching safepoint: (\\d+) ns.*Total: (\\d+) ns.*$");
    private static final int KEPT = 100;
    private static final int CHUNK = 1 << 16;
    /** Bytes after which the file is emptied; a line that comes in that moment is lost. */
    static final int MOST = 1 << 20;

    private static final double MICRO = 1e3;
    private static final double SECOND = 1e9;

    private final @Nullable Path file;
    private final long startedAt;
    private final Map<String, PauseCause> causes = new HashMap<>();
    private final Deque<Stop> last = new ArrayDeque<>();
    private long offset;

    private record Stop(long endNanos, String cause, long reachNanos, long totalNanos) {}

    /**
     * Makes one.
     *
     * @param file what the JVM writes to, null if nothing
     * @param startedAt when the process started, in the time of {@link System#nanoTime}
     */
    PauseLog(@Nullable Path file, long startedAt) {
        this.file = file;
        this.startedAt = startedAt;
    }

    /** The log of this process, as the launcher set it up. */
    public static PauseLog ofThisProcess() {
        String name = System.getProperty(PROPERTY);
        long age = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Math.max(0, System.currentTimeMillis() - start.toEpochMilli()))
                .orElse(0L);
        long startedAt = System.nanoTime() - age * 1_000_000;
        if (name == null) {
            return new PauseLog(null, startedAt);
        }
        Path file =
                Path.of(name.replace("%p", Long.toString(ProcessHandle.current().pid())));
        return new PauseLog(Files.isWritable(file) ? file : null, startedAt);
    }

    /** Removes the file, which nobody needs once the process ends. */
    public void remove() {
        if (file != null) {
            file.toFile().delete();
        }
    }

    /** What the log says up to now. */
    synchronized Pauses read(long nowNanos) {
        if (file == null) {
            return new Pauses(false, 0, 0, 0, 0, List.of(), List.of());
        }
        sample();
        List<PauseCause> byCause = new ArrayList<>(causes.values());
        byCause.sort(Comparator.comparingDouble(PauseCause::totalMicros).reversed());
        double total = byCause.stream().mapToDouble(PauseCause::totalMicros).sum();
        return new Pauses(
                true,
                byCause.stream().mapToLong(PauseCause::pauses).sum(),
                total,
                byCause.stream().mapToDouble(PauseCause::longestMicros).max().orElse(0),
                total * MICRO / Math.max(1, nowNanos - startedAt),
                byCause,
                last.reversed().stream().map(stop -> pause(stop, nowNanos)).toList());
    }

    private static Pause pause(Stop stop, long nowNanos) {
        double ago = Math.max(0, nowNanos - stop.endNanos()) / SECOND;
        return new Pause(ago, stop.cause(), stop.reachNanos() / MICRO, stop.totalNanos() / MICRO);
    }

    /** Reads what is new. */
    synchronized void sample() {
        if (file == null || file.toFile().length() == offset) {
            return;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] bytes = new byte[(int) Math.min(CHUNK, in.length() - offset)];
            while (bytes.length > 0) {
                in.seek(offset);
                in.readFully(bytes);
                int end = wholeLines(bytes);
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(this::take);
                offset += end;
                bytes = new byte[end == 0 ? 0 : (int) Math.min(CHUNK, in.length() - offset)];
            }
            if (offset >= MOST) {
                in.setLength(0); // the JVM appends, wherever the end is
                offset = 0;
            }
        } catch (IOException gone) {
            return;
        }
    }

    private static int wholeLines(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void take(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.matches()) {
            return;
        }
        Stop stop = new Stop(
                Long.parseLong(found.group(1)),
                found.group(2),
                Long.parseLong(found.group(3)),
                Long.parseLong(found.group(4)));
        double micros = stop.totalNanos() / MICRO;
        causes.merge(
                stop.cause(),
                new PauseCause(stop.cause(), 1, micros, micros),
                (a, b) -> new PauseCause(
                        a.cause(),
                        a.pauses() + b.pauses(),
                        a.totalMicros() + b.totalMicros(),
                        Math.max(a.longestMicros(), b.longestMicros())));
        last.addLast(stop);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }
}
