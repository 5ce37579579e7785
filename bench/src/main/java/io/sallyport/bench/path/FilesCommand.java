package io.sallyport.bench.path;

import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.memory.FileMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sallyport bench files}: what it costs that session lines are in files, so that they outlive the process. Two workers with
 * as many sessions have their turns one after the other, one with its lines in memory of its own, one in a file.
 */
@Command(
        name = "files",
        description = "Measures what it costs to have sessions in files, beside memory that ends with the process.",
        mixinStandardHelpOptions = true)
public final class FilesCommand implements Callable<Integer> {
    private static final int FULL_BURST = 64;
    private static final int SLICE = 8_192;
    private static final int WARM_SLICES = 300;

    @Option(names = "--sessions", description = "Sessions of each worker (default ${DEFAULT-VALUE}).")
    private int sessions = 1_000_000;

    @Option(names = "--slices", description = "Slices of each that are compared (default ${DEFAULT-VALUE}).")
    private int slices = 600;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the file is made; may be given more than once (default: /dev/hugepages and /dev/shm).")
    private List<Path> folders = List.of(Path.of("/dev/hugepages"), Path.of("/dev/shm"));

    /** Made by the command line. */
    public FilesCommand() {}

    @Override
    public Integer call() throws IOException {
        new PathRun(Ipv4.UDP, sessions, FULL_BURST).close(); // so that opening sessions is compiled
        for (Path folder : folders) {
            if (Files.isWritable(folder)) {
                System.out.println("bench files: " + compare(folder));
            } else {
                System.out.println("bench files: " + folder + " is not there or may not be written");
            }
        }
        return 0;
    }

    private String compare(Path folder) throws IOException {
        Path file = folder.resolve("sallyport-bench-" + ProcessHandle.current().pid());
        try (Opened opened = new Opened(file);
                PathRun memory = new PathRun(Ipv4.UDP, sessions, FULL_BURST);
                PathRun files =
                        new PathRun(Ipv4.UDP, sessions, FULL_BURST, Flows.FRAME, new TableArena(), opened::lines)) {
            double[] ratios = new double[slices];
            for (int slice = -WARM_SLICES; slice < slices; slice++) {
                double one = memory.measure(PathRun.Path.JAVA, Direction.OUT, SLICE);
                double other = files.measure(PathRun.Path.JAVA, Direction.OUT, SLICE);
                if (slice >= 0) {
                    ratios[slice] = other / one;
                }
            }
            return String.format(
                    Locale.ROOT,
                    "%s, %,d sessions at random: a packet takes %.3f times as long as without a file, a new session %.3f times",
                    folder,
                    sessions,
                    Contest.median(ratios),
                    files.opening() / memory.opening());
        }
    }

    /** The file, which nothing is left of. */
    private static final class Opened implements AutoCloseable {
        private final Path file;
        private final List<FileMemory> memory = new ArrayList<>();

        Opened(Path file) {
            this.file = file;
        }

        long lines(long bytes) {
            try {
                memory.add(FileMemory.create(file, bytes));
                return memory.getLast().address();
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }

        @Override
        public void close() throws IOException {
            memory.forEach(FileMemory::close);
            Files.deleteIfExists(file);
        }
    }
}
