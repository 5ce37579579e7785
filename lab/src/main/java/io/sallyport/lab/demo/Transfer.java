package io.sallyport.lab.demo;

import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.traffic.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code curl} moves content that a seed determines; both ends compare its SHA-256 (checklist C14.3). */
public final class Transfer {
    private static final long SEED = 42;
    private static final double NANOS = 1e9;

    private final Host from;
    private final String server;
    private final Progress progress;

    /** Between a host and the HTTP server at {@code server}, an address or {@code ADDRESS:PORT}. */
    public Transfer(Host from, String server, Progress progress) {
        this.from = from;
        this.server = server;
        this.progress = progress;
    }

    /** Fetches content. */
    public Finding download(long bytes) {
        String what = "HTTP download of %,d MiB".formatted(bytes >> 20);
        long start = System.nanoTime();
        Received received = new Received(what, bytes, progress);
        String url = "http://%s/content?seed=%d&bytes=%d".formatted(server, SEED, bytes);
        String error = curl(OutputStream::close, received, url);
        long nanos = System.nanoTime() - start;
        return finding(what, bytes, nanos, received.sha256().equals(Content.sha256(SEED, bytes)), error);
    }

    /** Sends content; the answer is the digest of what arrived. */
    public Finding upload(long bytes) {
        String what = "HTTP upload of %,d MiB".formatted(bytes >> 20);
        long start = System.nanoTime();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Source content = stdin -> {
            try (stdin) {
                Content.write(SEED, bytes, stdin);
            }
        };
        String error = curl(content, answer, "-T", "-", "http://%s/upload".formatted(server));
        long nanos = System.nanoTime() - start;
        boolean same = answer.toString(StandardCharsets.US_ASCII).equals(Content.sha256(SEED, bytes));
        return finding(what, bytes, nanos, same, error);
    }

    private interface Source {
        void writeTo(OutputStream stdin) throws IOException;
    }

    private static Finding finding(String what, long bytes, long nanos, boolean same, String error) {
        double seconds = nanos / NANOS;
        String figure = "SHA-256 %s, %.1f s, %.0f Mbit/s"
                .formatted(same ? "equal" : "DIFFERS", seconds, bytes * 8 / seconds / 1e6);
        return new Finding(what, same && error.isEmpty(), error.isEmpty() ? figure : figure + ", " + error);
    }

    /** Returns what curl complained about. */
    private String curl(Source source, OutputStream sink, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-sS",
                "--fail",
                "--interface",
                from.address(),
                "--connect-timeout",
                "10",
                "--speed-limit",
                "1000",
                "--speed-time",
                "20"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(from.namespace().inside(command)).start();
            Thread writer = Thread.ofPlatform().daemon().name("curl-input").start(() -> feed(source, process));
            process.getInputStream().transferTo(sink);
            String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            writer.join();
            return error.strip();
        } catch (IOException e) {
            throw LabException.failed("curl: " + e);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }

    private static void feed(Source source, Process curl) {
        try {
            source.writeTo(curl.getOutputStream());
        } catch (IOException e) {
            // curl has ended early and says why on its standard error.
            curl.destroy();
        }
    }
}
