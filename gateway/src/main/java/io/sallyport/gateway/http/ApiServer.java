package io.sallyport.gateway.http;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API of a running gateway, on a loopback address and, if asked, on a unix socket too.
 *
 * <p>Requests run on virtual threads, none of which touches a packet. The server leaves no thread behind once closed.
 */
public final class ApiServer implements AutoCloseable {
    private static final String UNIX = "unix";
    /** How long a request under way may still take at shutdown; up to four such waits are added up. */
    private static final Duration GRACE = Duration.ofMillis(50);
    /** Held, because the logging system forgets the level of a logger that nobody holds. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private final WebServer server;

    private ApiServer(WebServer server) {
        this.server = server;
    }

    /**
     * Makes sure that {@link #start} will find its address free, unless somebody takes it until then.
     *
     * @throws ListenException if the address is none of the loopback or cannot be bound
     */
    public static void check(InetSocketAddress listen) {
        LoopbackAddress.check(listen);
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(listen);
        } catch (IOException refused) {
            throw new ListenException(
                    "cannot listen on %s: %s. Set api.listen to another place."
                            .formatted(LoopbackAddress.text(listen), refused.getMessage()),
                    refused);
        }
    }

    /**
     * Starts to listen. Returns when requests are answered.
     *
     * @param listen a loopback address; port 0 takes a free one
     * @param unixSocket path of the unix socket, null for none; its directory is created if missing, and the socket of a
     *     gateway that was killed is replaced
     * @param view what to answer with
     * @throws ListenException if the address is none of the loopback or cannot be bound
     */
    public static ApiServer start(InetSocketAddress listen, @Nullable Path unixSocket, GatewayView view) {
        LoopbackAddress.check(listen);
        HELIDON.setLevel(Level.WARNING);
        RequestHandler handler = new RequestHandler(view);
        WebServerConfig.Builder config = WebServer.builder()
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .shutdownGracePeriod(GRACE)
                .bindAddress(listen)
                .directHandlers(errors -> errors.addHandler(EventType.BAD_REQUEST, new BadRequestHandler()))
                .routing(routing -> routing.any(handler));
        if (unixSocket != null) {
            UnixSocket.prepare(unixSocket);
            config.putSocket(
                    UNIX,
                    socket -> socket.bindAddress(UnixDomainSocketAddress.of(unixSocket))
                            .shutdownGracePeriod(GRACE)
                            .routing(routing -> routing.any(handler)));
        }
        return started(config.buildPrototype(), listen, unixSocket);
    }

    private static ApiServer started(WebServerConfig config, InetSocketAddress listen, @Nullable Path unixSocket) {
        WebServer server = WebServer.create(config);
        server.start();
        if (!server.isRunning()) {
            String also = unixSocket == null ? "" : " and unix socket " + unixSocket;
            throw new ListenException("cannot listen on " + LoopbackAddress.text(listen) + also
                    + "; the log says why. Set api.listen or api.unix to another place.");
        }
        if (unixSocket != null) {
            try {
                UnixSocket.restrict(unixSocket);
            } catch (IOException e) {
                server.stop();
                throw new ListenException("cannot set the permissions of unix socket " + unixSocket + ": " + e, e);
            }
        }
        return new ApiServer(server);
    }

    /** TCP port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** Stops listening and drops open connections. Takes less than half a second. */
    @Override
    public void close() {
        server.stop();
    }
}
