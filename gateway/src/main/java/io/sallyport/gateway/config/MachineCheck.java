package io.sallyport.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a machine has the cores that a configuration asks for (checklist C0.2, C0.4). */
public final class MachineCheck {
    private MachineCheck() {}

    /** Compares a configuration with a machine; returns the problems, empty if there is none. */
    public static List<ConfigProblem> check(Config config, MachineFacts machine) {
        return config.workers().coresAuto() ? checkNumber(config, machine) : checkCores(config, machine);
    }

    private static List<ConfigProblem> checkCores(Config config, MachineFacts machine) {
        List<ConfigProblem> problems = new ArrayList<>();
        List<Integer> cores = config.workers().cores();
        for (int i = 0; i < cores.size(); i++) {
            String key = Keys.item("workers.cores", i);
            int core = cores.get(i);
            why(core, machine)
                    .ifPresent(why -> problems.add(
                            config.problem(key, "core " + core + ", " + why, "usable here are " + ranges(machine))));
        }
        return problems;
    }

    private static Optional<String> why(int core, MachineFacts machine) {
        if (machine.usable().contains(core)) {
            return Optional.empty();
        }
        if (machine.online().contains(core)) {
            return Optional.of("which this process may not run on");
        }
        return Optional.of(machine.present().contains(core) ? "which is offline" : "which this machine does not have");
    }

    private static List<ConfigProblem> checkNumber(Config config, MachineFacts machine) {
        int count = config.workers().count();
        int usable = machine.usable().size();
        if (config.mode() == Mode.LAB || usable >= count) {
            return List.of();
        }
        return List.of(config.problem(
                "workers.count",
                count + " workers, but " + usable + " usable cores",
                "in production each worker has a core of its own; usable here are " + ranges(machine)
                        + "; for a trial set mode: lab"));
    }

    /** The usable cores, neighbours joined: {@code 0-3, 8}. */
    private static String ranges(MachineFacts machine) {
        List<int[]> ranges = new ArrayList<>();
        for (int core : machine.inOrder()) {
            if (!ranges.isEmpty() && ranges.getLast()[1] == core - 1) {
                ranges.getLast()[1] = core;
            } else {
                ranges.add(new int[] {core, core});
            }
        }
        return ranges.isEmpty()
                ? "none"
                : ranges.stream()
                        .map(range -> range[0] == range[1] ? "" + range[0] : range[0] + "-" + range[1])
                        .collect(Collectors.joining(", "));
    }
}
