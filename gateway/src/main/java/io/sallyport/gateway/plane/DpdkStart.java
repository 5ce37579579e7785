package io.sallyport.gateway.plane;

import io.sallyport.dpdk.DpdkException;
import io.sallyport.dpdk.Eal;
import io.sallyport.gateway.EnvironmentException;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.ConfigProblem;
import io.sallyport.gateway.config.DpdkConfig.Hugepages;
import io.sallyport.gateway.config.InterfaceConfig;
import io.sallyport.gateway.config.Mode;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides about huge pages and starts DPDK. */
final class DpdkStart {
    private static final Logger LOG = LoggerFactory.getLogger(DpdkStart.class);

    private DpdkStart() {}

    /**
     * Starts DPDK for a configuration.
     *
     * @throws EnvironmentException if DPDK or huge pages are missing
     * @throws ConfigException if DPDK cannot make a device that the configuration names
     */
    static Eal start(Config config, MemoryPlan plan, int mainCpu) throws ConfigException {
        requireDpdk();
        boolean hugepages = hugepages(config, plan.megabytes());
        return start(config, EalArguments.of(config, hugepages, megabytes(plan, hugepages), mainCpu));
    }

    /**
     * Whether DPDK can be started beside a gateway of the same configuration that still runs: without its devices, which it has, and if there
     * are huge pages for both.
     */
    static boolean fitsBesideAnother(Config config, MemoryPlan plan) {
        return EalArguments.allVirtual(config)
                && (config.dpdk().hugepages() == Hugepages.OFF || Machine.freeHugepageMegabytes() >= plan.megabytes());
    }

    /** Starts DPDK as {@link #start} does, but without devices; {@link #addDevices} has to follow. */
    static Eal withoutDevices(Config config, MemoryPlan plan, int mainCpu) throws ConfigException {
        requireDpdk();
        boolean hugepages = hugepages(config, plan.megabytes());
        return start(config, EalArguments.withoutDevices(config, hugepages, megabytes(plan, hugepages), mainCpu));
    }

    /**
     * Makes the devices of a configuration.
     *
     * @throws ConfigException if DPDK cannot make one
     */
    static void addDevices(Eal eal, Config config) throws ConfigException {
        try {
            config.interfaces().forEach(one -> eal.addVirtualDevice(EalArguments.device(one)));
        } catch (DpdkException refused) {
            throw new ConfigException(problems(config, refused));
        }
    }

    private static void requireDpdk() {
        Eal.availability().ifPresent(reason -> {
            throw new EnvironmentException(reason);
        });
    }

    private static int megabytes(MemoryPlan plan, boolean hugepages) {
        return hugepages ? plan.megabytes() : plan.megabytesOfSmallPages();
    }

    private static Eal start(Config config, List<String> arguments) throws ConfigException {
        LOG.info("starting DPDK: {}", String.join(" ", arguments));
        try {
            return Eal.start(arguments);
        } catch (DpdkException refused) {
            if (!refused.missingDevices().isEmpty()) {
                throw new ConfigException(problems(config, refused));
            }
            throw new EnvironmentException("DPDK does not start: " + refused.getMessage());
        }
    }

    private static List<ConfigProblem> problems(Config config, DpdkException refused) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (int number = 0; number < config.interfaces().size(); number++) {
            InterfaceConfig one = config.interfaces().get(number);
            if (refused.missingDevices().contains(one.port())) {
                problems.add(config.problem(
                        "interfaces[" + number + "].port",
                        one.port() + ", which DPDK does not have and could not make",
                        "a PCI address that DPDK has, or a driver's name and a number as in net_tap0, with devargs it takes: "
                                + refused.getMessage()));
            }
        }
        return problems;
    }

    private static boolean hugepages(Config config, int megabytes) {
        if (config.dpdk().hugepages() == Hugepages.OFF) {
            return false;
        }
        long free = Machine.freeHugepageMegabytes();
        if (free >= megabytes) {
            return true;
        }
        String lack =
                "%d MB of huge pages are free, %d MB are needed (and more for sessions): type `sysctl vm.nr_hugepages=%d`"
                        .formatted(free, megabytes, megabytes);
        if (config.mode() == Mode.PRODUCTION || config.dpdk().hugepages() == Hugepages.ON) {
            throw new EnvironmentException(lack);
        }
        LOG.warn("going on without huge pages: {}", lack);
        return false;
    }
}
