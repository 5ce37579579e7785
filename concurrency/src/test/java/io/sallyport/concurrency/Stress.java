package io.sallyport.concurrency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs of jcstress over classes here, in a process of its own, which starts one more for each class. */
final class Stress {
    /** Minutes that a long run takes; a short one takes half a minute on a machine that has two processors free. */
    private static final String MINUTES = "sallyport.concurrency.minutes";

    private static final int CLASSES = 10;
    /** Interpreted, or compiled one way or the other, for each of two threads. */
    private static final int COMPILATIONS = 9;

    private static final long SHORT_MILLIS = 300;
    private static final int LONGER = 3;
    private static final long LONGEST_MILLIS = 30_000;
    private static final String JVM =
            "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED --enable-native-access=ALL-UNNAMED";

    private Stress() {}

    /** Runs all of this package; returns what jcstress printed. */
    static String runAll(Path folder) {
        int minutes = Integer.getInteger(MINUTES, 0);
        long millis =
                minutes == 0 ? SHORT_MILLIS : Math.max(SHORT_MILLIS, minutes * 60_000L / (CLASSES * COMPILATIONS));
        return run(folder, Pattern.quote(Stress.class.getPackageName()) + "\\.[A-Z].*", millis, minutes > 0);
    }

    /**
     * Runs a flawed class for longer and longer until what must not be has been seen: that takes two processors at the same moment, which
     * a busy virtual machine seldom has. Returns what was seen in the end.
     */
    static Seen runUntilForbidden(Path folder, Class<?> flawed) {
        Seen seen = new Seen(Map.of(), 0, "ERROR");
        for (long millis = SHORT_MILLIS; seen.forbidden() == 0 && millis <= LONGEST_MILLIS; millis *= LONGER) {
            seen = Seen.read(run(folder, Pattern.quote(flawed.getName()), millis, false))
                    .getOrDefault(flawed.getSimpleName(), seen);
        }
        return seen;
    }

    private static String run(Path folder, String classes, long millis, boolean splitCompilation) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                "org.openjdk.jcstress.Main",
                "-v"));
        command.addAll(List.of("-t", classes, "-r", folder.toString(), "-jvmArgs", JVM));
        command.addAll(List.of("-f", "1", "-iters", "1", "-time", Long.toString(millis)));
        command.addAll(List.of("-strideSize", "64", "-strideCount", "16"));
        command.addAll(List.of("-sc", Boolean.toString(splitCompilation)));
        return output(command, folder);
    }

    private static String output(List<String> command, Path folder) {
        Path log = folder.resolve("log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                process.waitFor();
            } finally {
                process.destroy();
            }
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while jcstress ran", e);
        }
    }
}
