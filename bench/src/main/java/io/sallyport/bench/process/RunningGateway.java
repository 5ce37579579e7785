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
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, with the JVM flags of production and a folder for its files. */
public final class RunningGateway implements AutoCloseable {
    private static final long END_SECONDS = 20;

    private final Path folder;
    private final Process process;
    private final int port;
    private final double readySeconds;

    /**
     * Starts one and waits until it is ready.
     *
     * @param folder an empty one, which {@link #close} leaves to the caller
     * @param flags further flags of its JVM; {@code %p} stands for its process id where the JVM knows that
     * @param configuration YAML without {@code api} and {@code state}
     * @throws IOException if it does not get ready; its last words are in the message
     */
    public RunningGateway(Path folder, List<String> flags, String configuration) throws IOException {
        this.folder = folder;
        this.port = freePort();
        Path file = folder.resolve("gateway.yaml");
        Files.writeString(
                file,
                configuration
                        + "state: {keep-sessions: false}\napi: {listen: \"127.0.0.1:%d\", unix: %s}\n"
                                .formatted(port, folder.resolve("api.sock")));
        long began = System.nanoTime();
        process = new ProcessBuilder(ProductionJava.command(
                        flags, "io.sallyport.gateway.Main", List.of("run", "-c", file.toString())))
                .redirectError(folder.resolve("log").toFile())
                .start();
        boolean ready = awaitReady(process.inputReader());
        readySeconds = (System.nanoTime() - began) / 1e9;
        if (!ready) {
            process.destroyForcibly();
            throw new IOException("the gateway did not start: " + Files.readString(folder.resolve("log")));
        }
    }

    private static boolean awaitReady(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("ready")) {
            line = lines.readLine();
        }
        return line != null;
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** Seconds from the start of the process to its line {@code ready}. */
    public double readySeconds() {
        return readySeconds;
    }

    /** Asks the API; returns the body of the answer. */
    public String ask(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
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
        return Files.readAllLines(folder.resolve("log")).size();
    }

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
