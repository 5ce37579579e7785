package io.sallyport.verify.mutant;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has a proof look at a mutant, in a process of its own. */
final class Trial {
    private static final Pattern FINDING = Pattern.compile("\\w+: FINDING, seed (\\d+): (.*)");
    private static final int SURVIVED = 0;

    private Trial() {}

    /**
     * What came of it.
     *
     * @param caught whether there was a finding
     * @param seed of the story that found it, else 0
     * @param finding what was wrong there, else what the process said last
     */
    record Outcome(boolean caught, long seed, String finding) {}

    /**
     * Runs a proof until it has a finding or has told all its stories.
     *
     * @param proof command of {@code sallyport verify}
     * @param classes the mutant's
     * @throws IOException if the process cannot be started or ends without having run the stories
     */
    static Outcome run(String proof, Path classes, long seed, long seeds, int threads)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(proof, classes, seed, seeds, threads))
                .redirectErrorStream(true)
                .start();
        String last = "";
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher finding = FINDING.matcher(line);
                if (finding.matches()) {
                    return new Outcome(true, Long.parseLong(finding.group(1)), finding.group(2));
                }
                last = line;
            }
        } finally {
            process.destroy(); // the shortest story is not wanted here
            process.waitFor(1, TimeUnit.MINUTES);
        }
        if (process.exitValue() != SURVIVED) {
            throw new IOException("%s ended with %d: %s".formatted(proof, process.exitValue(), last));
        }
        return new Outcome(false, 0, last);
    }

    private static List<String> command(String proof, Path classes, long seed, long seeds, int threads) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-agentlib") && !flag.startsWith("-javaagent") && !flag.contains("module")) {
                command.add(flag);
            }
        }
        command.add("-cp");
        command.add(classes + File.pathSeparator + Specimen.classPath());
        command.addAll(List.of("io.sallyport.verify.Main", proof, "--seed", "" + seed));
        String many = proof.equals(Mutant.SIMULATION) ? "--seeds" : "--cases";
        command.addAll(List.of(many, "" + seeds, "--threads", "" + threads));
        return command;
    }
}
