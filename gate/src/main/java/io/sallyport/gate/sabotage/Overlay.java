package io.sallyport.gate.sabotage;

import io.sallyport.verify.mutant.Mutant;
import io.sallyport.verify.mutant.Specimen;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A fault made real: its classes in a folder that a gateway's class path begins with, its changes to the
 * configurations.
 */
public final class Overlay implements AutoCloseable {
    private final Fault fault;
    private final Path folder;
    private final List<Path> classes = new ArrayList<>();

    private Overlay(Fault fault, Path folder) {
        this.fault = fault;
        this.folder = folder;
    }

    /**
     * Compiles what has to be.
     *
     * @param home the folder that the modules stand in
     * @throws IllegalArgumentException if the fault does not fit the sources
     */
    public static Overlay of(Fault fault, Path home) {
        try {
            Overlay overlay = new Overlay(fault, Files.createTempDirectory("sallyport-sabotage"));
            overlay.compile(home);
            return overlay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Variables for the gateway's process: the launcher passes the flags on to Java. */
    public Map<String, String> environment(Path home) {
        if (classes.isEmpty()) {
            return Map.of();
        }
        List<String> path = new ArrayList<>();
        classes.forEach(one -> path.add(one.toString()));
        path.add(home.resolve("target/dist/lib") + "/*");
        return Map.of("SALLYPORT_JVM", "-cp " + String.join(File.pathSeparator, path));
    }

    /** The configuration with the fault in it; as it was where it has no such text. */
    public String change(String configuration) {
        String changed = configuration;
        for (Edit edit : fault.edits()) {
            if (edit.isOfConfiguration()) {
                changed = changed.replace(edit.before(), edit.after());
            }
        }
        return changed;
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Overlay::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path home) throws IOException {
        for (Edit edit : fault.edits()) {
            if (!edit.isOfConfiguration()) {
                Mutant mutant = new Mutant(fault.name(), fault.does(), edit.file(), edit.before(), edit.after());
                Path own = Files.createDirectory(folder.resolve("edit-" + classes.size()));
                classes.add(Specimen.compile(mutant, edit.module(), home, own));
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
