package io.sallyport.gateway.config;

import io.sallyport.gateway.config.DpdkConfig.Hugepages;
import java.util.List;
import java.util.Set;

/** Rules of {@code workers} and {@code dpdk}: what production needs, and EAL arguments that the gateway sets itself. */
final class WorkerRules {
    /** Checklist C0.2. */
    private static final int PRODUCTION_WORKERS = 4;

    private static final Set<String> CORE_ARGUMENTS = Set.of("-l", "-c", "-s", "-S", "--lcores", "--main-lcore");

    private WorkerRules() {}

    static void check(Config config, Reading reading) {
        boolean production = config.mode() == Mode.PRODUCTION && reading.readable("mode");
        if (reading.whollyReadable("workers")) {
            checkCount(config.workers(), production, reading);
            if (production) {
                checkCores(config.workers().cores(), reading);
            }
        }
        if (production) {
            checkHugepages(config.dpdk(), reading);
        }
        for (int i = 0; i < config.dpdk().eal().size(); i++) {
            checkArgument(config.dpdk(), i, reading);
        }
    }

    private static void checkCount(WorkersConfig workers, boolean production, Reading reading) {
        if (production && workers.count() < PRODUCTION_WORKERS) {
            reading.report(
                    "workers.count",
                    workers(workers.count()) + " in production",
                    "production takes at least 4 workers, each with a core of its own; for a trial set mode: lab");
        }
        if (!workers.coresAuto() && workers.cores().size() != workers.count()) {
            reading.report(
                    "workers.cores",
                    workers.cores().size() + " cores for " + workers(workers.count()),
                    "list one core for each worker, or set auto");
        }
    }

    private static void checkCores(List<Integer> cores, Reading reading) {
        for (int i = 0; i < cores.size(); i++) {
            int before = cores.indexOf(cores.get(i));
            if (before < i) {
                reading.report(
                        Keys.item("workers.cores", i),
                        "core " + cores.get(i) + " a second time",
                        "in production each worker has a core of its own; for a trial set mode: lab");
            }
        }
    }

    private static void checkHugepages(DpdkConfig dpdk, Reading reading) {
        if (dpdk.hugepages() == Hugepages.OFF) {
            reading.report(
                    "dpdk.hugepages", "off in production", "production needs hugepages: set auto or on, or mode: lab");
        }
    }

    private static void checkArgument(DpdkConfig dpdk, int index, Reading reading) {
        String argument = dpdk.eal().get(index);
        String key = Keys.item("dpdk.eal", index);
        String option = argument.replaceFirst("=.*", "");
        if (CORE_ARGUMENTS.contains(option) || option.matches("-[lcsS]\\w.*")) {
            reading.report(key, argument + ", which chooses cores", "remove it and set workers.cores instead");
        } else if (option.equals("--no-huge") && dpdk.hugepages() != Hugepages.OFF) {
            reading.report(
                    key,
                    argument + " with hugepages: " + Formats.label(dpdk.hugepages()),
                    "remove it, and for a trial without hugepages set dpdk.hugepages: off and mode: lab");
        } else if (option.equals("--in-memory") && dpdk.hugepages() == Hugepages.OFF) {
            reading.report(
                    key, argument + " with hugepages: off", "DPDK takes --in-memory only with hugepages; remove it");
        }
    }

    private static String workers(int count) {
        return count + (count == 1 ? " worker" : " workers");
    }
}
