package io.sallyport.bench.drivers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which CPU has which part.
 *
 * @param forwarders of each worker, or of testpmd's forwarding threads
 * @param generator of the generator, and of what in the others has little to do
 */
record Cpus(List<Integer> forwarders, int generator) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "Cpus_allowed_list:";

    Cpus {
        forwarders = List.copyOf(forwarders);
    }

    /** Chooses from those that this process may use. */
    static Cpus ofThisMachine(int workers) {
        try (var lines = Files.lines(STATUS)) {
            return choose(
                    lines.filter(line -> line.startsWith(KEY))
                            .map(line -> line.substring(KEY.length()).strip())
                            .findFirst()
                            .orElse("0"),
                    workers);
        } catch (IOException e) {
            throw DriversException.environment("cannot read %s: %s".formatted(STATUS, e.getMessage()));
        }
    }

    /**
     * Gives each worker one of the highest CPUs, or all of them the highest if there are too few, and the generator the next one.
     *
     * @param list Linux's form of a set of CPUs, such as {@code 0-3,8}
     */
    static Cpus choose(String list, int workers) {
        List<Integer> cpus = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            String[] ends = part.split("-", -1);
            for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                cpus.add(cpu);
            }
        }
        if (cpus.size() < 2) {
            throw DriversException.environment(
                    "this process may use CPU %s alone; two are needed, one for what is measured and one for the generator"
                            .formatted(list));
        }
        List<Integer> down = cpus.reversed();
        return workers < down.size()
                ? new Cpus(down.subList(0, workers), down.get(workers))
                : new Cpus(Collections.nCopies(workers, down.getFirst()), down.get(1));
    }
}
