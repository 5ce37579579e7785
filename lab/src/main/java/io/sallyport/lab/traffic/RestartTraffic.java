package io.sallyport.lab.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What is under way while a gateway restarts: downloads, idle flows, and probes that tell when packets flow. Arguments: downloads,
 * idle flows, sources, destinations. Prints {@code open} once all have had an answer. Lines on standard input:
 *
 * <ul>
 *   <li>{@code round}: from now on the longest silence is taken
 *   <li>{@code check NANOS SECONDS}: waits until all downloads and probes have got something after this {@link System#nanoTime}, but no
 *       longer than so many seconds, asks on every idle flow, and prints the result
 *   <li>{@code end}: ends the downloads and prints how many of them were right
 * </ul>
 */
public final class RestartTraffic {
    /** On flows of different ports and hosts, so that each worker owns some. */
    private static final int PROBES = 8;
    /** Of each download: a few packets every 31 ms. */
    private static final long BYTES_PER_SECOND = 128 << 10;

    private static final long SECOND = 1_000_000_000;
    private static final long LOOK_AGAIN_NANOS = 5_000_000;
    private static final long MICRO = 1_000;

    private final List<SteadyDownload> downloads = new ArrayList<>();
    private final IdleFlows idle;
    private final Probes probes;
    private long checked = System.nanoTime();

    private RestartTraffic(int count, int flows, Ends ends) throws IOException, InterruptedException {
        CountDownLatch opened = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            downloads.add(SteadyDownload.start(i, ends, opened, BYTES_PER_SECOND));
        }
        opened.await();
        idle = IdleFlows.open(flows, ends);
        probes = Probes.start(PROBES, ends);
    }

    /** Runs to the end and prints the results. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        RestartTraffic traffic = new RestartTraffic(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Ends.parse(arguments[2], arguments[3]));
        System.out.println("open");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null && !line.equals("end"); line = commands.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("round")) {
                traffic.silences().forEach(Silence::begin);
            } else {
                System.out.println(
                        new Outcome(traffic.check(Long.parseLong(words[1]), Long.parseLong(words[2]))).line());
            }
        }
        System.out.println(new Outcome(Map.of("right", traffic.right())).line());
        System.exit(0);
    }

    private Stream<Silence> silences() {
        return Stream.concat(downloads.stream().map(SteadyDownload::silence), probes.silences());
    }

    private Map<String, Long> check(long after, long patience) throws InterruptedException {
        checked = after;
        long deadline = System.nanoTime() + patience * SECOND;
        while (!silences().allMatch(silence -> silence.endedAfter(after)) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        Map<String, Long> figures = new LinkedHashMap<>();
        long[] ofProbes = longest(probes.silences());
        long[] ofDownloads = longest(downloads.stream().map(SteadyDownload::silence));
        figures.put("first", ofProbes[0]);
        figures.put("all", ofProbes[ofProbes.length - 1]);
        figures.put("median", ofDownloads[ofDownloads.length / 2]);
        figures.put("longest", ofDownloads[ofDownloads.length - 1]);
        figures.put(
                "going",
                downloads.stream()
                        .filter(download -> download.silence().endedAfter(after))
                        .count());
        IdleFlows.Answers answers = idle.ask();
        figures.put("answered", (long) answers.answered());
        figures.put("same", (long) answers.same());
        return figures;
    }

    /** In microseconds, in order. */
    private static long[] longest(Stream<Silence> silences) {
        long now = System.nanoTime();
        LongStream nanos = silences.mapToLong(silence -> silence.longest(now));
        return nanos.map(each -> each / MICRO).sorted().toArray();
    }

    private Stream<SteadyDownload> going() {
        return downloads.stream().filter(download -> download.silence().endedAfter(checked));
    }

    /** Does not wait for those that have come to a halt. */
    private long right() throws InterruptedException {
        List<SteadyDownload> ending = going().toList();
        ending.forEach(SteadyDownload::end);
        long right = 0;
        for (SteadyDownload download : ending) {
            right += download.awaitRight() ? 1 : 0;
        }
        return right;
    }
}
