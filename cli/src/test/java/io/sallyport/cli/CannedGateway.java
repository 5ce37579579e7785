package io.sallyport.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers over real HTTP on a free port: with the examples of docs/api.md unless told otherwise. */
final class CannedGateway implements AutoCloseable {
    private static final Pattern SECTION =
            Pattern.compile("^## GET (/v1/\\S+)$.*?^```json\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String NOT_FOUND = "{\"message\": \"there is no such path\", \"allowed\": []}";

    private final Map<String, String> answers = new ConcurrentHashMap<>(examples());
    private final ServerSocket socket;
    private volatile int status = 200;
    private volatile @Nullable String asked;

    CannedGateway() {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** The example answer of each path. */
    static Map<String, String> examples() {
        try {
            Map<String, String> examples = new ConcurrentHashMap<>();
            Matcher matcher = SECTION.matcher(Files.readString(Path.of("../docs/api.md")));
            while (matcher.find()) {
                examples.put(matcher.group(1), matcher.group(2));
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example answer of one path. */
    static String example(String path) {
        return Objects.requireNonNull(examples().get(path), path);
    }

    /** Answers a path with this body from now on. */
    CannedGateway answer(String path, String body) {
        answers.put(path, body);
        return this;
    }

    /** Answers with this status from now on. */
    CannedGateway status(int code) {
        status = code;
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Path and query that were asked for last. */
    @Nullable
    String asked() {
        return asked;
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    answer(client);
                }
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        String target = in.readLine().replaceAll("^GET (.*) HTTP/1.1$", "$1");
        asked = target;
        String header;
        do {
            header = in.readLine();
        } while (header != null && !header.isEmpty());
        String body = answers.get(target.replaceAll("\\?.*", ""));
        byte[] bytes = (body == null ? NOT_FOUND : body).getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + (body == null ? 404 : status) + " -\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().write(bytes);
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
