package io.sallyport.bench.drivers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of the time that a thread wanted to run it did: 1 if nobody else was on its CPU. */
final class CpuShare {
    private CpuShare() {}

    /**
     * The least share of a process's threads whose name begins with {@code prefix}, since they were started; 1 if there is none,
     * or the kernel does not tell.
     */
    static double of(long process, String prefix) {
        try (var tasks = Files.list(Path.of("/proc/" + process + "/task"))) {
            return tasks.filter(task -> read(task.resolve("comm")).startsWith(prefix))
                    .mapToDouble(task -> parse(read(task.resolve("schedstat"))))
                    .min()
                    .orElse(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return ""; // the thread has ended
        }
    }

    /** Reads Linux's {@code schedstat}: nanoseconds run, nanoseconds waited for a CPU, time slices. */
    static double parse(String schedstat) {
        String[] fields = schedstat.split(" ", -1);
        if (fields.length < 2) {
            return 1;
        }
        double ran = Double.parseDouble(fields[0]);
        double waited = Double.parseDouble(fields[1]);
        return ran + waited == 0 ? 1 : ran / (ran + waited);
    }
}
