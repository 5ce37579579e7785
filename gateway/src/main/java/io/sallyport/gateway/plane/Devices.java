package io.sallyport.gateway.plane;

import io.sallyport.dpdk.DeviceInfo;
import io.sallyport.dpdk.DpdkException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices of the configuration: found, set up with a queue pair for each worker, started last and stopped first. */
final class Devices {
    /**
     * The tap driver says 16, but passes two file descriptors for each queue in one message that holds eight, and with more the process
     * ends ("Cannot send more than 8 FDs", stack smashing; seen with DPDK 22.11).
     */
    private static final int TAP_QUEUES = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

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

    /**
     * Sets the devices up; packets do not flow yet.
     *
     * @param pools the device of an interface fills buffers of the one that is near to it
     * @return with what, by interface number
     */
    static List<EthDevSettings> configure(Config config, List<EthDev> devices, MemoryPlan plan, BufferPools pools) {
        int queues = config.workers().count();
        int descriptors = plan.descriptors();
        List<EthDevSettings> all = new ArrayList<>();
        for (int number = 0; number < devices.size(); number++) {
            int mtu = config.interfaces().get(number).mtu();
            MbufPool pool = pools.ofInterface(number);
            all.add(new EthDevSettings(queues, queues, descriptors, descriptors, mtu, QueueChoice.RSS_TYPES, pool));
            devices.get(number).configure(all.getLast());
        }
        return all;
    }

    /**
     * Starts the devices: from here on they receive.
     *
     * @param settings what they were set up with, by interface number
     * @param undo gets what stops each of them
     * @return how each chooses the queue of a packet, by interface number
     * @throws io.sallyport.dpdk.DpdkException if a driver refuses
     */
    static List<QueueChoice> start(
            Config config, List<EthDev> devices, List<EthDevSettings> settings, Deque<Runnable> undo) {
        List<QueueChoice> choices = new ArrayList<>();
        for (int number = 0; number < devices.size(); number++) {
            EthDev device = devices.get(number);
            device.start();
            undo.push(device::stop);
            takeFramesToAll(device);
            choices.add(QueueChoice.setUp(config, config.interfaces().get(number), device, settings.get(number), undo));
        }
        return choices;
    }

    /** Frames to other stations are wanted too, to be bridged if they are not IPv4. A device that cannot take them does all else. */
    private static void takeFramesToAll(EthDev device) {
        try {
            device.setPromiscuous(true);
        } catch (DpdkException refused) {
            LOG.warn(
                    "{}: frames to other stations do not come in and are not bridged: {}",
                    device.name(),
                    refused.getMessage());
        }
    }
}
