package io.sallyport.gateway.plane;

import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.InterfaceConfig;
import java.util.ArrayList;
import java.util.List;

/** The arguments that DPDK is started with. */
final class EalArguments {
    private EalArguments() {}

    /**
     * Puts them together: memory, buses, a device for each interface, then whatever the configuration adds.
     *
     * @param hugepages whether memory is to be on huge pages
     * @param megabytes memory to reserve without huge pages
     * @param mainCpu CPU of DPDK's own thread
     */
    static List<String> of(Config config, boolean hugepages, int megabytes, int mainCpu) {
        return of(config, hugepages, megabytes, mainCpu, config.interfaces());
    }

    /** The same for a start without devices, which are to be added later and must be {@link #allVirtual}. */
    static List<String> withoutDevices(Config config, boolean hugepages, int megabytes, int mainCpu) {
        return of(config, hugepages, megabytes, mainCpu, List.of());
    }

    private static List<String> of(
            Config config, boolean hugepages, int megabytes, int mainCpu, List<InterfaceConfig> devices) {
        List<String> arguments = new ArrayList<>();
        if (hugepages) {
            arguments.add("--in-memory");
            if (config.interfaces().stream().anyMatch(one -> isVirtioUser(one.port()))) {
                // It hands its memory to the process at the other end, and can do so with eight files at most.
                arguments.add("--single-file-segments");
            }
        } else {
            arguments.addAll(List.of("--no-huge", "--no-shconf", "-m", Integer.toString(megabytes)));
        }
        arguments.addAll(List.of("-l", Integer.toString(mainCpu), "--no-telemetry"));
        boolean pci = false;
        for (InterfaceConfig one : devices) {
            pci |= isPci(one.port());
            arguments.add((isPci(one.port()) ? "--allow=" : "--vdev=") + device(one));
        }
        if (!pci) {
            arguments.add("--no-pci");
        }
        arguments.addAll(config.dpdk().eal());
        return arguments;
    }

    /** Name and arguments of an interface's device, as DPDK takes them. */
    static String device(InterfaceConfig one) {
        return one.devargs() == null ? one.port() : one.devargs();
    }

    /** Whether no device is one of the machine's. */
    static boolean allVirtual(Config config) {
        return config.interfaces().stream().noneMatch(one -> isPci(one.port()));
    }

    private static boolean isVirtioUser(String port) {
        return port.startsWith("net_virtio_user") || port.startsWith("virtio_user");
    }

    /** A PCI address has the form 0000:3b:00.1 or 3b:00.1. */
    static boolean isPci(String port) {
        return port.matches("([0-9a-fA-F]{4,8}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7]");
    }
}
