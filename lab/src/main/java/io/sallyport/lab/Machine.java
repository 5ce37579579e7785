package io.sallyport.lab;

import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.PortType;
import io.sallyport.lab.net.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the lab needs from the machine it runs on. */
final class Machine {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private Machine() {}

    static void requireRoot() {
        if (!System.getProperty("user.name").equals("root")) {
            throw LabException.environment(
                    "the lab makes network namespaces, which only root may; you are %s. Type: sudo ./sallyport ..."
                            .formatted(System.getProperty("user.name")));
        }
    }

    static void requireFor(PortType type) {
        if (type.needsTun() && !Files.exists(Path.of("/dev/net/tun"))) {
            throw LabException.environment(
                    "no /dev/net/tun here, which --ports %s needs. Type: modprobe tun, or take --ports af_packet"
                            .formatted(type));
        }
        requireFreeApiPort();
    }

    /** Waits until another process has written a line to a file. */
    static void awaitLine(Path file, String line, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!RunFiles.lines(file).contains(line)) {
            if (System.nanoTime() > deadline) {
                throw LabException.failed("%s has no line `%s` after %d s:%n%s"
                        .formatted(file, line, limit.toSeconds(), String.join("\n", RunFiles.lines(file))));
            }
            pause();
        }
    }

    private static void requireFreeApiPort() {
        InetSocketAddress api = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Topology.API_PORT);
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(api);
        } catch (IOException e) {
            throw LabException.environment(
                    "127.0.0.1:%d is taken (%s), perhaps by another gateway: end it first. ss -ltnp tells which process it is"
                            .formatted(Topology.API_PORT, e.getMessage()));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }
}
