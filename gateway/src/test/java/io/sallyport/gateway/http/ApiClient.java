package io.sallyport.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A server on a free port of the loopback, and requests to it. */
final class ApiClient implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final ApiServer server;

    ApiClient(GatewayView view) {
        server = ApiServer.start(loopback(0), null, view);
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    ApiServer server() {
        return server;
    }

    Response get(String pathAndQuery) throws IOException {
        return request("GET", pathAndQuery);
    }

    Response request(String method, String pathAndQuery) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MS);
        connection.setReadTimeout(PATIENCE_MS);
        connection.setRequestMethod(method);
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Response(
                    status,
                    Optional.ofNullable(connection.getContentType()),
                    Optional.ofNullable(connection.getHeaderField("Allow")),
                    new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        server.close();
    }

    record Response(int status, Optional<String> contentType, Optional<String> allow, String body) {}
}
