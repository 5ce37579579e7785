package io.sallyport.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether DPDK has the ports that a configuration names, with a queue for each worker (checklist C1.1, C0.2). */
public final class DeviceCheck {
    private DeviceCheck() {}

    /**
     * Compares a configuration with the ports that DPDK has.
     *
     * @param devices by DPDK's name
     * @return the problems; empty if there is none
     */
    public static List<ConfigProblem> check(Config config, Map<String, DeviceFacts> devices) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (int i = 0; i < config.interfaces().size(); i++) {
            InterfaceConfig iface = config.interfaces().get(i);
            DeviceFacts facts = devices.get(iface.port());
            if (facts == null) {
                problems.add(config.problem(
                        InterfaceRules.path(i, "port"),
                        iface.port() + ", which DPDK does not have",
                        hint(iface, devices)));
            } else if (facts.maxQueues() < config.workers().count()) {
                problems.add(config.problem(
                        "workers.count",
                        config.workers().count() + " workers, but port " + iface.port() + " (" + facts.driver()
                                + ") can have " + queues(facts),
                        "each worker has a queue of its own on each port: set at most " + facts.maxQueues()
                                + ", or use a port with more queues"));
            }
        }
        return problems;
    }

    private static String queues(DeviceFacts facts) {
        return facts.maxQueues() + (facts.maxQueues() == 1 ? " queue" : " queues");
    }

    private static String hint(InterfaceConfig iface, Map<String, DeviceFacts> devices) {
        if (devices.isEmpty()) {
            return "DPDK has no port at all: bind a device to a driver of DPDK (dpdk-devbind.py), or give devargs";
        }
        Optional<String> near = Nearest.to(iface.port(), new TreeSet<>(devices.keySet()));
        List<String> known = new ArrayList<>();
        new TreeMap<>(devices).forEach((name, facts) -> known.add(name + " (" + facts.driver() + ")"));
        return near.map(name -> "did you mean " + name + "? ").orElse("") + "DPDK has " + String.join(", ", known);
    }
}
