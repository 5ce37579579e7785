package io.sallyport.lab.gateway;

import io.sallyport.lab.net.PortType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a gateway is started.
 *
 * @param arguments of {@code ./sallyport}, before {@code -c FILE}
 * @param environment variables beside our own
 */
public record Launch(List<String> arguments, Map<String, String> environment) {
    /** Neither can be changed from outside. */
    public Launch {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** On this machine. */
    public static Launch here(Map<String, String> environment) {
        return new Launch(List.of("run"), environment);
    }

    /** As ports of this type need it. */
    public static Launch of(PortType type) {
        return type == PortType.VM ? inMachine() : here(Map.of());
    }

    /** In a virtual machine; options are those of {@code ./sallyport vm}. */
    public static Launch inMachine(String... options) {
        List<String> arguments = new ArrayList<>(List.of("vm"));
        arguments.addAll(List.of(options));
        return new Launch(arguments, Map.of());
    }

    /** Whether the gateway's kernel is not this machine's. */
    public boolean isInMachine() {
        return arguments.getFirst().equals("vm");
    }
}
