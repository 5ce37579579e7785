package io.sallyport.lab.machine;

import io.sallyport.lab.LabException;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Await;
import io.sallyport.lab.net.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that host and virtual machine share, by whose files they talk; {@code init.sh} is the other end. */
public final class Share {
    private static final Path FOLDER = Path.of("/run/sallyport-machine");
    private static final Duration ANSWER_LIMIT = Patience.seconds(20);
    private static final int TAIL = 25;

    private Share() {}

    static Path folder() {
        return FOLDER;
    }

    /** What the gateway prints on standard output. */
    static Path output() {
        return FOLDER.resolve("out");
    }

    /** The gateway's log. */
    static Path log() {
        return FOLDER.resolve("log");
    }

    /** What QEMU says. */
    static Path emulator() {
        return FOLDER.resolve("qemu");
    }

    /** Begins anew, with a configuration for the gateway and the machine's first file system. */
    static Path begin(Path configuration, byte[] initrd) throws IOException {
        remove();
        Files.createDirectories(FOLDER);
        Files.copy(configuration, FOLDER.resolve("gateway.yaml"));
        return Files.write(FOLDER.resolve("initrd"), initrd);
    }

    /** Has the gateway in the machine end as SIGTERM does. */
    static void askToStop() {
        write("stop", "");
    }

    /** Exit code of the gateway, once it has ended. */
    static Optional<Integer> exitCode() throws IOException {
        Path file = FOLDER.resolve("exit");
        return Files.exists(file)
                ? Optional.of(Integer.parseInt(Files.readString(file).strip()))
                : Optional.empty();
    }

    /** What the machine's console and QEMU said last, for a person. */
    static String tail() {
        StringBuilder tail = new StringBuilder();
        for (Path file : List.of(FOLDER.resolve("console"), emulator())) {
            List<String> lines = RunFiles.lines(file);
            lines.subList(Math.max(0, lines.size() - TAIL), lines.size())
                    .forEach(line -> tail.append("  ").append(line).append('\n'));
        }
        return tail.toString();
    }

    /**
     * Runs a line of shell in the machine, beside the gateway. One thread at a time.
     *
     * @return what it printed
     * @throws LabException if there is no answer in time
     */
    public static String ask(String line) {
        Path answer = FOLDER.resolve("answer");
        write("question", line + "\n");
        Await.until("the virtual machine answers `%s`".formatted(line), ANSWER_LIMIT, () -> Files.exists(answer));
        try {
            String text = Files.readString(answer);
            Files.delete(answer);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String name, String text) {
        try {
            Path whole = Files.writeString(FOLDER.resolve(name + ".new"), text);
            Files.move(whole, FOLDER.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the folder and what is in it, if it is there. */
    static void remove() throws IOException {
        if (Files.isDirectory(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
