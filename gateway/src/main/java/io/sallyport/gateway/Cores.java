package io.sallyport.gateway;

import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.Mode;
import io.sallyport.gateway.numa.Placement;
import io.sallyport.gateway.numa.Topology;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which CPU each worker runs on, and which one is left for everything else. */
final class Cores {
    private Cores() {}

    /**
     * CPU of each worker, -1 for any: as configured, or in production one each, those near the network cards first and from the highest
     * down, or any in the lab.
     *
     * @param usable CPUs that this process may use, checked to be enough
     */
    static List<Integer> ofWorkers(Config config, Set<Integer> usable, Topology machine) {
        int count = config.workers().count();
        if (!config.workers().coresAuto()) {
            return config.workers().cores();
        }
        if (config.mode() == Mode.LAB) {
            return Collections.nCopies(count, -1);
        }
        return Placement.order(machine, config.ports(), usable).subList(0, count);
    }

    /** The lowest CPU without a worker, or the lowest of all. */
    static int main(List<Integer> ofWorkers, Set<Integer> usable) {
        return usable.stream()
                .filter(cpu -> !ofWorkers.contains(cpu))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> Collections.min(usable));
    }
}
