package io.sallyport.lab.traffic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Downloads that go on until they are told to end, and are looked at every five seconds. Arguments: how many, sources,
 * destinations. Prints {@code open} once something has come on each. A line on standard input begins the time that counts,
 * another ends it.
 */
public final class SteadyDownloads {
    private static final long WINDOW_SECONDS = 5;

    private final List<SteadyDownload> downloads = new ArrayList<>();
    private long windows;
    private long stalled;
    private long slowest = Long.MAX_VALUE;

    private SteadyDownloads() {}

    /** Runs to the end and prints the result. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new SteadyDownloads().run(Integer.parseInt(arguments[0]), Ends.parse(arguments[1], arguments[2]));
    }

    private void run(int count, Ends ends) throws IOException, InterruptedException {
        CountDownLatch opened = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            downloads.add(SteadyDownload.start(i, ends, opened));
        }
        opened.await();
        System.out.println("open");
        int ignored = System.in.read();
        long before = bytes();
        watchUntilTold();
        long during = bytes() - before;
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("windows", windows);
        figures.put("stalled", stalled);
        figures.put("slowest", windows == 0 ? 0 : slowest);
        figures.put("bytes", during);
        figures.put("right", right());
        System.out.println(new Outcome(figures).line());
    }

    private void watchUntilTold() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> awaitLine(told));
        long[] before = each();
        while (!told.await(WINDOW_SECONDS, TimeUnit.SECONDS)) {
            long[] now = each();
            windows++;
            for (int i = 0; i < now.length; i++) {
                long progress = now[i] - before[i];
                stalled += progress == 0 ? 1 : 0;
                slowest = Math.min(slowest, progress);
            }
            before = now;
        }
    }

    private static void awaitLine(CountDownLatch told) {
        try {
            int ignored = System.in.read();
        } catch (IOException e) {
            System.out.println("standard input: " + e);
        }
        told.countDown();
    }

    private long right() throws InterruptedException {
        downloads.forEach(SteadyDownload::end);
        long right = 0;
        for (SteadyDownload download : downloads) {
            right += download.awaitRight() ? 1 : 0;
        }
        return right;
    }

    private long[] each() {
        return downloads.stream().mapToLong(SteadyDownload::bytes).toArray();
    }

    private long bytes() {
        return downloads.stream().mapToLong(SteadyDownload::bytes).sum();
    }
}
