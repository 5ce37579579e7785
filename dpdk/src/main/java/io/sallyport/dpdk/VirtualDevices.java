package io.sallyport.dpdk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the virtual devices that the arguments of DPDK ask for. */
final class VirtualDevices {
    private static final String OPTION = "--vdev";
    private static final Pattern UNREADABLE = Pattern.compile("failed to parse device \"([^\",]+)");

    private VirtualDevices() {}

    /**
     * Returns the arguments of all network devices asked for, such as {@code net_tap0,iface=t0}, that are not in
     * {@code names}: DPDK starts all the same where a driver refuses its arguments.
     */
    static List<String> missing(List<String> arguments, List<String> names) {
        return requested(arguments).stream()
                .filter(device -> device.startsWith("net_") || device.startsWith("eth_"))
                .filter(device -> !names.contains(name(device)))
                .toList();
    }

    private static List<String> requested(List<String> arguments) {
        List<String> devices = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(OPTION + "=")) {
                devices.add(argument.substring(OPTION.length() + 1));
            } else if (argument.equals(OPTION) && i + 1 < arguments.size()) {
                devices.add(arguments.get(i + 1));
            }
        }
        return devices;
    }

    /** The name of a device in its arguments: what stands before the first comma. */
    static String name(String device) {
        int comma = device.indexOf(',');
        return comma < 0 ? device : device.substring(0, comma);
    }

    /** Names of the devices whose arguments DPDK could not even read, by what it logged. */
    static List<String> unreadable(String log) {
        return UNREADABLE
                .matcher(log)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
