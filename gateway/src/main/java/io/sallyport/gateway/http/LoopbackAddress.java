package io.sallyport.gateway.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** The TCP address of the API. */
final class LoopbackAddress {
    private LoopbackAddress() {}

    /**
     * Makes sure that the server can be bound to {@code listen}. Helidon only logs that it cannot and carries on, so this is
     * asked before.
     *
     * @throws ListenException if it is no loopback address or cannot be bound
     */
    static void check(InetSocketAddress listen) {
        InetAddress address = listen.getAddress();
        if (address == null || !address.isLoopbackAddress()) {
            throw new ListenException("api.listen is " + listen.getHostString() + ":" + listen.getPort()
                    + ": only a loopback address is allowed, such as 127.0.0.1:8044");
        }
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            probe.bind(listen);
        } catch (BindException e) {
            throw refused(text(listen), listen.getPort(), e);
        } catch (IOException e) {
            throw new ListenException("cannot listen on " + text(listen) + ": " + e, e);
        }
    }

    static String text(InetSocketAddress listen) {
        return listen.getAddress().getHostAddress() + ":" + listen.getPort();
    }

    private static ListenException refused(String where, int port, BindException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("in use")) {
            return new ListenException(
                    "cannot listen on " + where + ": the address is in use. Stop the process that holds it"
                            + " (ss -ltnp 'sport = :" + port + "' names it) or set api.listen to another port.",
                    e);
        }
        return new ListenException(
                "cannot listen on " + where + ": " + reason + ". Set api.listen to another address or port.", e);
    }
}
