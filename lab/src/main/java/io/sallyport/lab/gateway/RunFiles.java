package io.sallyport.lab.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Files of the lab that runs now; they are gone once it is taken down. */
public final class RunFiles {
    private static final Path FOLDER = Path.of("/run/sallyport-lab");
    private static final Path SESSIONS = Path.of("/dev/shm/sallyport-lab");

    private RunFiles() {}

    /** The configuration the gateway was started with. */
    public static Path configuration() {
        return FOLDER.resolve("lab.yaml");
    }

    /** What the gateway printed on standard output. */
    public static Path output() {
        return GatewayFiles.CURRENT.output();
    }

    /** The gateway's log. */
    public static Path log() {
        return GatewayFiles.CURRENT.log();
    }

    /** Where a gateway that keeps its sessions has them, as in {@code examples/restart.yaml}. */
    public static Path sessions() {
        return SESSIONS;
    }

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** What the server printed. */
    public static Path serverLog() {
        return FOLDER.resolve("server.log");
    }

    /** What the process behind virtio ports printed. */
    public static Path bridgeLog() {
        return FOLDER.resolve("bridge.log");
    }

    /** The unix socket of that name, at which the process behind virtio ports listens. */
    public static Path socket(String name) {
        return FOLDER.resolve(name + ".sock");
    }

    /** Process id of the gateway. */
    public static Path pid() {
        return GatewayFiles.CURRENT.pid();
    }

    /** There if the lab is to stay when the command that built it ends. */
    public static Path kept() {
        return FOLDER.resolve("kept");
    }

    /** Where Sallyport's own files are: the folder of {@code ./sallyport}. */
    public static Path home() {
        String home = Objects.requireNonNull(System.getProperty("sallyport.home"), "started without ./sallyport");
        return Path.of(home);
    }

    /** Whether a file is there. */
    public static boolean exists(Path file) {
        return Files.exists(file);
    }

    /** Makes the folder. */
    public static void create() {
        try {
            Files.createDirectories(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the folder and what is in it, and the sessions. */
    public static void remove() {
        for (Path folder : List.of(FOLDER, SESSIONS)) {
            removeAll(folder);
        }
    }

    private static void removeAll(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(RunFiles::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a file another name; who has it open goes on writing to it. */
    static void move(Path file, Path to) {
        try {
            Files.move(file, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a file that another process writes; none if there is no such file. */
    public static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file. */
    public static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
