package io.sallyport.gateway.plane;

import io.sallyport.dpdk.DeviceInfo;
import io.sallyport.dpdk.EthDev;
import io.sallyport.dpdk.EthDevSettings;
import io.sallyport.dpdk.MbufPool;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.ConfigProblem;
import io.sallyport.gateway.config.DeviceCheck;
import io.sallyport.gateway.config.DeviceFacts;
import io.sallyport.gateway.config.InterfaceConfig;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The devices of the configuration: found, set up with a queue pair for each worker, started last and stopped first. */
final class Devices {
    /** IPv4 and its TCP, UDP, fragment and other forms ({@code RTE_ETH_RSS_*}). */
    private static final long RSS_IPV4 = 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 7;

    /**
     * The tap driver says 16, but passes two file descriptors for each queue in one message that holds eight, and with more the process
     * ends ("Cannot send more than 8 FDs", stack smashing; seen with DPDK 22.11).
     */
    private static final int TAP_QUEUES = 4;

    private Devices() {}

    /**
     * Finds the device of each interface.
     *
     * @throws ConfigException if DPDK does not have one, or it has too few queues
     */
    static List<EthDev> find(Config config) throws ConfigException {
        Map<String, EthDev> known = new HashMap<>();
        Map<String, DeviceFacts> facts = new HashMap<>();
        for (String name : EthDev.names()) {
            EthDev.find(name).ifPresent(device -> {
                known.put(name, device);
                facts.put(
                        name,
                        new DeviceFacts(queues(device.info()), device.info().driver()));
            });
        }
        List<ConfigProblem> problems = DeviceCheck.check(config, facts);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        List<EthDev> devices = new ArrayList<>();
        for (InterfaceConfig one : config.interfaces()) {
            EthDev device = known.get(one.port());
            if (device != null) {
                devices.add(device);
            }
        }
        return devices;
    }

    private static int queues(DeviceInfo info) {
        int queues = Math.min(info.maxRxQueues(), info.maxTxQueues());
        return info.driver().equals("net_tap") ? Math.min(queues, TAP_QUEUES) : queues;
    }

    /** Sets the devices up; packets do not flow yet. */
    static void configure(Config config, List<EthDev> devices, MemoryPlan plan, MbufPool pool) {
        int queues = config.workers().count();
        for (int number = 0; number < devices.size(); number++) {
            int mtu = config.interfaces().get(number).mtu();
            devices.get(number)
                    .configure(new EthDevSettings(
                            queues, queues, plan.descriptors(), plan.descriptors(), mtu, RSS_IPV4, pool));
        }
    }

    /**
     * Starts the devices: from here on they receive. Frames to other stations are wanted too, to be bridged if they are not
     * IPv4.
     *
     * @param undo gets what stops each of them
     * @throws io.sallyport.dpdk.DpdkException if a driver refuses
     */
    static void start(List<EthDev> devices, Deque<Runnable> undo) {
        for (EthDev device : devices) {
            device.start();
            undo.push(device::stop);
            device.setPromiscuous(true);
        }
    }
}
