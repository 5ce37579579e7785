package io.sallyport.cli;

import io.sallyport.api.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/**
 * Asks a running gateway. {@code HttpURLConnection} it is because a command lives for one request, and the newer client
 * takes longer to start than the request to be answered.
 */
final class GatewayClient {
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int READ_TIMEOUT_MS = 15_000;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final URI base;

    /**
     * Makes a client.
     *
     * @param url where the API is: {@code http://127.0.0.1:8044}
     * @throws CommandFailure if it is no such URL
     */
    GatewayClient(String url) {
        this.base = baseOf(url);
    }

    private static URI baseOf(String url) {
        try {
            URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if ("http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress(url);
        }
        throw notAnAddress(url);
    }

    private static CommandFailure notAnAddress(String url) {
        return new CommandFailure(
                ExitCode.WRONG_USE,
                "'" + url + "' is no address of an API. Allowed: http://HOST:PORT, such as http://127.0.0.1:8044");
    }

    /**
     * Returns the body of a good answer.
     *
     * @param pathAndQuery what to GET, percent-encoded
     * @throws CommandFailure if no gateway answers, or it refuses the question
     */
    String get(String pathAndQuery) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(base + pathAndQuery).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
            connection.setReadTimeout(READ_TIMEOUT_MS);
            int status = connection.getResponseCode();
            if (status == OK) {
                return text(connection.getInputStream());
            }
            throw refused(status, text(connection.getErrorStream()));
        } catch (ConnectException e) {
            throw unreachable("nothing listens there");
        } catch (SocketTimeoutException e) {
            throw unreachable("no answer in time");
        } catch (IOException e) {
            throw unreachable(String.valueOf(e.getMessage()));
        }
    }

    private static String text(InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Reads an answer; what is no answer of a gateway fails. */
    <T> T read(String body, Class<T> type) {
        try {
            return Json.MAPPER.readValue(body, type);
        } catch (JacksonException e) {
            throw notUnderstood();
        }
    }

    /** The same answer, indented. */
    String pretty(String body) {
        try {
            return Json.MAPPER.writeValueAsString(Json.MAPPER.readTree(body));
        } catch (JacksonException e) {
            throw notUnderstood();
        }
    }

    private CommandFailure refused(int status, String body) {
        ApiError error;
        try {
            error = Json.MAPPER.readValue(body, ApiError.class);
        } catch (JacksonException e) {
            return notUnderstood();
        }
        String allowed = error.allowed().isEmpty() ? "" : ". Allowed: " + String.join(", ", error.allowed());
        return new CommandFailure(
                status == BAD_REQUEST ? ExitCode.WRONG_USE : ExitCode.UNREACHABLE, error.message() + allowed);
    }

    private CommandFailure unreachable(String why) {
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "no gateway at " + base + ": " + why
                        + ". Start one with './sallyport run -c FILE' or './sallyport demo',"
                        + " or name another with --api URL or SALLYPORT_API.");
    }

    private CommandFailure notUnderstood() {
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "what answers at " + base
                        + " is no gateway of this version. Name another with --api URL or SALLYPORT_API,"
                        + " or look at the answer itself with --json.");
    }
}
