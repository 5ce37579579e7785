package io.sallyport.verify.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The model checker Spin: makes a verifier from a model, compiles it, and runs it in a folder of its own. */
final class Spin {
    /** What installs what is needed. */
    static final String INSTALL = "apt-get install -y --no-install-recommends spin gcc libc6-dev";

    private static final long MINUTES = 30;
    private static final String STEPS = "-m5000000";
    private static final String HASH_TABLE = "-w23";
    private static final String MEGABYTES = "-DMEMLIM=3000";

    private final Path folder;

    /**
     * Makes one that works in a folder.
     *
     * @param folder an empty folder
     */
    Spin(Path folder) {
        this.folder = folder;
    }

    /** The programs that are needed and not installed. */
    static List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String program : List.of("spin", "gcc")) {
            boolean found = List.of(System.getenv("PATH").split(":")).stream()
                    .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
            if (!found) {
                missing.add(program);
            }
        }
        return missing;
    }

    /**
     * Searches the whole model; ends at the first error.
     *
     * @throws IOException if a program cannot be run or its output is not understood
     */
    Search run(Check check) throws IOException, InterruptedException {
        Path model = folder.resolve(check.model());
        try (InputStream in = Objects.requireNonNull(Check.class.getResourceAsStream(check.model()), check.model())) {
            Files.write(model, in.readAllBytes());
        }
        List<String> make = new ArrayList<>(List.of("spin", "-a"));
        check.defines().forEach(define -> make.add("-D" + define));
        make.add(check.model());
        execute(make);
        execute(compile(check));
        List<String> search = new ArrayList<>(List.of("./pan", HASH_TABLE, STEPS));
        if (check.eventually()) {
            search.addAll(List.of("-a", "-f"));
        }
        String output = execute(search);
        try {
            return Search.of(output);
        } catch (IllegalArgumentException e) {
            throw new IOException(check.name() + ": " + e.getMessage(), e);
        }
    }

    /** A search that soon ends at an error is not worth an optimizer's time. */
    private static List<String> compile(Check check) {
        List<String> command = new ArrayList<>(List.of("gcc", check.isPlanted() ? "-O0" : "-O2", "-w", MEGABYTES));
        if (!check.eventually()) {
            command.add("-DSAFETY");
        }
        command.addAll(List.of("-o", "pan", "pan.c"));
        return command;
    }

    private String execute(List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("%s did not end in %d minutes".formatted(String.join(" ", command), MINUTES));
            }
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(log);
        if (process.exitValue() != 0 && !command.getFirst().equals("./pan")) {
            throw new IOException("%s: %s".formatted(String.join(" ", command), output.strip()));
        }
        return output;
    }
}
