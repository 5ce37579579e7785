package io.sallyport.gate;

import io.sallyport.lab.gateway.LabConfiguration;
import io.sallyport.lab.gateway.Launch;
import io.sallyport.lab.net.PortType;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What gateways are started with.
 *
 * @param type of their ports
 * @param change made to the text of each configuration
 * @param launch how they are started
 */
record Setup(PortType type, UnaryOperator<String> change, Launch launch) {
    /** As the examples say. */
    static Setup usual() {
        return onTap(text -> text, Map.of());
    }

    /** On tap ports, with variables beside our own. */
    static Setup onTap(UnaryOperator<String> change, Map<String, String> environment) {
        return new Setup(PortType.TAP, change, Launch.here(environment));
    }

    /** In a virtual machine; options are those of {@code ./sallyport vm}. */
    static Setup inMachine(UnaryOperator<String> change, String... options) {
        return new Setup(
                PortType.VM,
                text -> LabConfiguration.adapt(change.apply(text), PortType.VM),
                Launch.inMachine(options));
    }

    String configuration(Stage stage) {
        return change.apply(stage.text());
    }
}
