package io.sallyport.bench.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Everything that a run of the benchmark in memory has found, as a table, as the one line it ends with, and as JSON. */
public final class PathReport {
    private static final double NANOS = 1e9;
    private static final double TO_MPPS = 1e3;

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Share> workers = new LinkedHashMap<>();
    private final SessionMemory memory = SessionMemory.of(1 << 20);
    private double openingNanos;
    private double expiryNanos;

    /** A case and how it went. */
    record Row(PathCase path, Contest contest) {}

    /**
     * How several workers went that hand off a share of their packets.
     *
     * @param nanos nanoseconds per packet
     * @param times how many times as much that is as with nothing handed off, in slices beside each other
     */
    record Share(double nanos, double times) {}

    PathReport() {}

    void add(PathCase path, Contest contest) {
        rows.add(new Row(path, contest));
    }

    /** Notes nanoseconds per session opened and expired, at a million of them. */
    void sessions(double opening, double expiry) {
        openingNanos = opening;
        expiryNanos = expiry;
    }

    /** Notes how several workers went. */
    void workers(String name, Share share) {
        workers.put(name, share);
    }

    /** New sessions per second of one worker. */
    public double openedPerSecond() {
        return NANOS / openingNanos;
    }

    /** Bytes that workers have allocated on the heap while packets went through; must be 0. */
    public long allocated() {
        return rows.stream().mapToLong(row -> row.contest().allocated()).sum();
    }

    /** A heading, and a row for each case. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-9s %-5s %-5s %5s %5s %10s %8s %8s %8s %10s%n",
                "sessions",
                "proto",
                "way",
                "burst",
                "bytes",
                "ns/packet",
                "Mpps",
                "C ns",
                "Java/C",
                "allocated"));
        for (Row row : rows) {
            Contest contest = row.contest();
            table.append(String.format(
                    Locale.ROOT,
                    "%-9s %-5s %-5s %5d %5d %10.1f %8.2f %8.1f %8.2f %10d%n",
                    row.path().size(),
                    row.path().protocolName(),
                    row.path().direction(),
                    row.path().burst(),
                    row.path().frame(),
                    contest.java(),
                    TO_MPPS / contest.java(),
                    contest.c(),
                    contest.ratio(),
                    contest.allocated()));
        }
        table.append(String.format(
                Locale.ROOT,
                "%nnew sessions: %.0f ns each; expired: %.0f ns each (a million of them, one worker)%n",
                openingNanos,
                expiryNanos));
        workers.forEach((name, share) -> table.append(String.format(
                Locale.ROOT, "%s: %.1f ns/packet, %.2f times as much as 0 %%%n", name, share.nanos(), share.times())));
        return table.append("memory of a session, of 1,048,576: ")
                .append(memory)
                .append(System.lineSeparator())
                .toString();
    }

    /** The line for scripts. */
    public String line() {
        StringBuilder ratios = new StringBuilder();
        StringBuilder nanos = new StringBuilder();
        for (Row row : rows) {
            if (row.path().equals(PathCase.udpOut(row.path().sessions()))) {
                ratios.append(String.format(
                        Locale.ROOT,
                        " %s=%.2f",
                        row.path().size(),
                        row.contest().ratio()));
                nanos.append(String.format(
                        Locale.ROOT,
                        " %s=%.1f",
                        row.path().size(),
                        row.contest().java()));
            }
        }
        return String.format(
                Locale.ROOT,
                "bench: java/c%s; ns/packet%s; new sessions/s=%.0f; bytes/session=%.0f",
                ratios,
                nanos,
                openedPerSecond(),
                memory.total());
    }

    /** All figures, to be written as JSON. */
    public Map<String, Object> figures() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "paths",
                rows.stream()
                        .map(row -> Map.of(
                                "sessions",
                                row.path().sessions(),
                                "protocol",
                                row.path().protocolName(),
                                "way",
                                row.path().direction().toString(),
                                "burst",
                                row.path().burst(),
                                "frame_bytes",
                                row.path().frame(),
                                "java_ns",
                                row.contest().java(),
                                "c_ns",
                                row.contest().c(),
                                "java_by_c",
                                row.contest().ratio(),
                                "allocated_bytes",
                                row.contest().allocated()))
                        .toList());
        all.put("new_session_ns", openingNanos);
        all.put("expired_session_ns", expiryNanos);
        all.put("workers_ns", of(Share::nanos));
        all.put("workers_times", of(Share::times));
        all.put("bytes_per_session", memory.parts());
        return all;
    }

    private Map<String, Double> of(ToDoubleFunction<Share> figure) {
        Map<String, Double> figures = new LinkedHashMap<>();
        workers.forEach((name, share) -> figures.put(name, figure.applyAsDouble(share)));
        return figures;
    }

    /** Nanoseconds per packet against sessions, to be drawn: UDP from inside, by the worker and by the yardstick. */
    public String plot() {
        return Plot.draw(rows.stream()
                .filter(row -> row.path().equals(PathCase.udpOut(row.path().sessions())))
                .toList());
    }
}
