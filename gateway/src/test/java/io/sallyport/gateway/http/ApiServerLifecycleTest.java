package io.sallyport.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ApiServerLifecycleTest {
    private static final String REQUEST = "GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final SampleGateway gateway = new SampleGateway();

    @Test
    void saysWhatToDoWhereTheAddressIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(ApiClient.loopback(0));
            int port = other.getLocalPort();

            assertThatThrownBy(() -> ApiServer.start(ApiClient.loopback(port), null, gateway))
                    .isInstanceOf(ListenException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + port
                            + ": the address is in use. Stop the process that holds it (ss -ltnp 'sport = :" + port
                            + "' names it) or set api.listen to another port.");
        }
    }

    @Test
    void refusesToListenBeyondTheLoopback() {
        assertThatThrownBy(() -> ApiServer.start(new InetSocketAddress("0.0.0.0", 0), null, gateway))
                .isInstanceOf(ListenException.class)
                .hasMessage("api.listen is 0.0.0.0:0: only a loopback address is allowed, such as 127.0.0.1:8044");
        assertThatThrownBy(
                        () -> ApiServer.start(InetSocketAddress.createUnresolved("host.invalid", 8044), null, gateway))
                .isInstanceOf(ListenException.class);
    }

    @Test
    void closesQuicklyAndLeavesNoThreadThatKeepsTheProcessAlive() throws Exception {
        Set<Thread> before = nonDaemonThreads();
        ApiServer server = ApiServer.start(ApiClient.loopback(0), directory.resolve("api.sock"), gateway);
        int port = server.port();
        try (Socket keptOpen = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            keptOpen.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            assertThat(keptOpen.getInputStream().read()).isEqualTo('H');
            assertThat(silent.isConnected()).isTrue();

            long start = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
        }
        Set<Thread> left = nonDaemonThreads();
        left.removeAll(before);
        for (Thread thread : left) {
            assertThat(thread.join(Duration.ofMillis(500))).as(thread.getName()).isTrue();
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void listensAgainAtOnceAfterItWasClosed() {
        ApiServer first = ApiServer.start(ApiClient.loopback(0), null, gateway);
        int port = first.port();
        first.close();

        try (ApiServer second = ApiServer.start(ApiClient.loopback(port), null, gateway)) {
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @Test
    void answersOnTheUnixSocketAndRemovesItAtTheEnd() throws IOException {
        Path socket = directory.resolve("run/api.sock");
        try (ApiServer server = ApiServer.start(ApiClient.loopback(0), socket, gateway)) {
            assertThat(server.port()).isPositive();
            assertThat(overUnix(socket)).startsWith("HTTP/1.1 200 ").contains("\"uptime_seconds\":93784");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-rw----");
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void replacesTheUnixSocketOfAKilledGateway() throws IOException {
        Path socket = directory.resolve("api.sock");
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(Files.exists(socket)).isTrue();

        try (ApiServer server = ApiServer.start(ApiClient.loopback(0), socket, gateway)) {
            assertThat(server.port()).isPositive();
            assertThat(overUnix(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void leavesTheUnixSocketOfARunningGatewayAlone() throws IOException {
        Path socket = directory.resolve("api.sock");
        try (ApiServer running = ApiServer.start(ApiClient.loopback(0), socket, gateway)) {
            assertThat(running.port()).isPositive();
            assertThatThrownBy(() -> ApiServer.start(ApiClient.loopback(0), socket, gateway))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining(socket.toString())
                    .hasMessageContaining("another process listens there");
            assertThat(overUnix(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void refusesUnixSocketWhereAFileIs() throws IOException {
        Path file = Files.writeString(directory.resolve("api.sock"), "precious");

        assertThatThrownBy(() -> ApiServer.start(ApiClient.loopback(0), file, gateway))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("no socket");
        assertThat(file).hasContent("precious");
    }

    @Test
    void refusesUnixSocketPathThatTheKernelCannotHold() {
        Path tooLong = directory.resolve("x".repeat(108));

        assertThatThrownBy(() -> ApiServer.start(ApiClient.loopback(0), tooLong, gateway))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("at most 107 bytes");
    }

    private static Set<Thread> nonDaemonThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    private static String overUnix(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(
                    REQUEST.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
        }
    }
}
