package io.sallyport.concurrency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of jcstress over all classes here, in a process of its own, which starts one more for each class. */
final class Stress {
    /** Minutes that a long run takes; a short one takes half a minute on a machine that has two processors free. */
    private static final String MINUTES = "sallyport.concurrency.minutes";

    private static final int CLASSES = 12;
    /** Interpreted, or compiled one way or the other, for each of two threads. */
    private static final int COMPILATIONS = 9;

    private static final long SHORT_MILLIS = 300;
    private static final String JVM =
            "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED --enable-native-access=ALL-UNNAMED";

    private Stress() {}

    /** Runs it; returns what it printed. */
    static String run(Path folder) {
        int minutes = Integer.getInteger(MINUTES, 0);
        long millis =
                minutes == 0 ? SHORT_MILLIS : Math.max(SHORT_MILLIS, minutes * 60_000L / (CLASSES * COMPILATIONS));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                "org.openjdk.jcstress.Main",
                "-v"));
        command.addAll(List.of("-t", Stress.class.getPackageName(), "-r", folder.toString(), "-jvmArgs", JVM));
        command.addAll(List.of("-f", "1", "-iters", "1", "-time", Long.toString(millis)));
        command.addAll(List.of("-strideSize", "64", "-strideCount", "16"));
        command.addAll(List.of("-sc", Boolean.toString(minutes > 0)));
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
