package io.sallyport.lab.gateway;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.PortType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code examples/lab.yaml}, with the ports of another type where one is asked for. */
public final class LabConfiguration {
    private static final String WORKERS = "workers: {count: %d}";

    private LabConfiguration() {}

    /** The example as it stands: for {@link PortType#TAP}. */
    public static Path example() {
        return RunFiles.home().resolve("examples/lab.yaml");
    }

    /** The configuration for a port type. */
    public static String of(PortType type) {
        try {
            return adapt(Files.readString(example()), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String adapt(String example, PortType type) {
        String adapted = example;
        for (Link link : Link.values()) {
            adapted = adapted.replace(PortType.TAP.devargs(link), type.devargs(link))
                    .replace("port: " + PortType.TAP.portName(link), "port: " + type.portName(link));
        }
        return adapted.replace(WORKERS.formatted(PortType.TAP.queues()), WORKERS.formatted(type.queues()));
    }
}
