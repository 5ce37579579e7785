package io.sallyport.lab.gateway;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.PortType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** An {@link Example}, with the ports of another type where one is asked for. */
public final class LabConfiguration {
    private static final String WORKERS = "workers: {count: %d}";

    private LabConfiguration() {}

    /** The configuration for a port type. */
    public static String of(Example example, PortType type) {
        try {
            return adapt(Files.readString(example.file()), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A configuration in which each worker holds so many sessions. */
    public static String withRoomFor(String configuration, int sessionsPerWorker) {
        return configuration.replaceFirst("sessions-per-worker: \\d+", "sessions-per-worker: " + sessionsPerWorker);
    }

    /** A configuration whose gateway forgets its sessions when it ends. */
    public static String forgetful(String configuration) {
        return configuration.replace("keep-sessions: true", "keep-sessions: false");
    }

    /** The text of an example with ports of another type. */
    public static String adapt(String example, PortType type) {
        String adapted = example;
        for (Link link : Link.values()) {
            adapted = adapted.replace(PortType.TAP.devargs(link), type.devargs(link))
                    .replace("port: " + PortType.TAP.portName(link), "port: " + type.portName(link));
        }
        return adapted.replace(WORKERS.formatted(PortType.TAP.queues()), WORKERS.formatted(type.queues()));
    }
}
