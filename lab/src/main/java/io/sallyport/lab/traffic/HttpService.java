package io.sallyport.lab.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends content made from a seed, and tells the SHA-256 of what it is sent, or who asks. */
final class HttpService {
    private static final int BACKLOG = 1024;
    private static final Pattern CONTENT_QUERY = Pattern.compile("seed=(-?\\d+)&bytes=(\\d+)(?:&rate=([1-9]\\d*))?");

    private HttpService() {}

    static void start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), BACKLOG);
        server.createContext("/content", HttpService::content);
        server.createContext("/upload", HttpService::upload);
        server.createContext("/source", HttpService::source);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static void content(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher query = CONTENT_QUERY.matcher(
                    String.valueOf(exchange.getRequestURI().getQuery()));
            if (!query.matches()) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            long bytes = Long.parseLong(query.group(2));
            exchange.sendResponseHeaders(200, bytes);
            try (OutputStream body = paced(exchange.getResponseBody(), query.group(3))) {
                Content.write(Long.parseLong(query.group(1)), bytes, body);
            }
        }
    }

    private static OutputStream paced(OutputStream body, @Nullable String bytesPerSecond) {
        return bytesPerSecond == null ? body : new PacedOutput(body, Long.parseLong(bytesPerSecond));
    }

    private static void upload(HttpExchange exchange) throws IOException {
        try (exchange) {
            MessageDigest digest = Content.newSha256();
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                exchange.getRequestBody().transferTo(out);
            }
            answer(exchange, Content.hex(digest));
        }
    }

    private static void source(HttpExchange exchange) throws IOException {
        try (exchange) {
            InetSocketAddress peer = exchange.getRemoteAddress();
            answer(exchange, "%s:%d".formatted(peer.getAddress().getHostAddress(), peer.getPort()));
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] answer = text.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }
}
