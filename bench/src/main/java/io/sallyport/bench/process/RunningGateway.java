package io.sallyport.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code ./sallyport run} as an operator starts it, with a folder for its files. One thread at a time, {@link #ask} any. */
public final class RunningGateway implements AutoCloseable {
    private static final long READY_SECONDS = 60;
    private static final long END_SECONDS = 20;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int TAIL = 15;

    private final Path log;
    private final Process process;
    private final int port;
    private final double readySeconds;

    /**
     * Starts one and waits until it is ready.
     *
     * @param folder an empty one, which {@link #close} leaves to the caller
     * @param flags further flags of its JVM
     * @param configuration YAML without {@code api} and {@code state}. Where the benchmark has reserved huge pages, the mode is
     *     {@code "lab"} in quotes: {@code ./sallyport run} reserves more for one without
     * @throws IOException if it does not get ready; its last words are in the message
     */
    public RunningGateway(Path folder, List<String> flags, String configuration) throws IOException {
        log = folder.resolve("gateway.log");
        port = freePort();
        Path file = folder.resolve("gateway.yaml");
        Files.writeString(
                file,
                configuration
                        + "state: {keep-sessions: false}\napi: {listen: \"127.0.0.1:%d\", unix: off}\n"
                                .formatted(port));
        ProcessBuilder builder = new ProcessBuilder(launcher().toString(), "run", "-c", file.toString());
        builder.environment().put("SALLYPORT_JVM", String.join(" ", flags));
        long began = System.nanoTime();
        process = builder.redirectError(log.toFile()).start();
        boolean ready = awaitReady();
        readySeconds = (System.nanoTime() - began) / 1e9;
        if (!ready) {
            close();
            throw new IOException("the gateway did not get ready; its log ends:%n%s".formatted(tail()));
        }
    }

    private static Path launcher() throws IOException {
        String home = System.getProperty("sallyport.home");
        if (home == null) {
            throw new IOException("started without ./sallyport, which knows where everything is");
        }
        return Path.of(home).resolve("sallyport");
    }

    private boolean awaitReady() throws IOException {
        CompletableFuture<?> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(READY_SECONDS, TimeUnit.SECONDS));
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith("ready")) {
            line = lines.readLine();
        }
        return limit.cancel(false) && line != null;
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private String tail() throws IOException {
        List<String> all = Files.readAllLines(log);
        return "  " + String.join("\n  ", all.subList(Math.max(0, all.size() - TAIL), all.size()));
    }

    /** Seconds from the start of {@code ./sallyport run} to its line {@code ready}. */
    public double readySeconds() {
        return readySeconds;
    }

    /**
     * Asks the API; returns the body of the answer.
     *
     * @throws IOException if there is none within ten seconds, or another one than was asked for
     */
    public String ask(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(ANSWER_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /** Seconds of CPU time that the process has used. */
    public double cpuSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toMillis() / 1e3)
                .orElse(0.0);
    }

    /** Lines it has logged. */
    public long logLines() throws IOException {
        return Files.readAllLines(log).size();
    }

    /** Ends it with SIGTERM and waits; with SIGKILL if that takes more than 20 seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
