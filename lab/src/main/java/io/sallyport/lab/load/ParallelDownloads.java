package io.sallyport.lab.load;

import io.sallyport.lab.Progress;
import io.sallyport.lab.demo.Transfer;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Downloads by {@code curl}, all at once, each from another host. */
final class ParallelDownloads {
    private static final int COUNT = 8;
    private static final int FIRST_HOST = 10;

    private ParallelDownloads() {}

    /** Fetches {@code bytes} with each of them and compares digests. */
    static Finding run(long bytes, Progress progress) {
        List<String> servers = Topology.internet();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Finding>> downloads = IntStream.range(0, COUNT)
                    .mapToObj(i -> all.submit(
                            () -> new Transfer(Host.inside(FIRST_HOST + i), servers.get(i % servers.size()), progress)
                                    .download(bytes)))
                    .toList();
            return sum(bytes, downloads);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Finding sum(long bytes, List<Future<Finding>> downloads)
            throws InterruptedException, ExecutionException {
        int equal = 0;
        String trouble = "";
        for (Future<Finding> download : downloads) {
            Finding finding = download.get();
            equal += finding.held() ? 1 : 0;
            trouble += finding.held() ? "" : "; " + finding.figure();
        }
        String what = "%d HTTP downloads of %,d MiB at once".formatted(COUNT, bytes >> 20);
        return new Finding(what, equal == COUNT, "SHA-256 equal %d times%s".formatted(equal, trouble));
    }
}
