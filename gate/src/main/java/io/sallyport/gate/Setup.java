package io.sallyport.gate;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What gateways are started with.
 *
 * @param change made to the text of each configuration
 * @param environment variables beside our own
 */
record Setup(UnaryOperator<String> change, Map<String, String> environment) {
    Setup {
        environment = Map.copyOf(environment);
    }

    /** As the examples say. */
    static Setup usual() {
        return new Setup(text -> text, Map.of());
    }

    String configuration(Stage stage) {
        return change.apply(stage.text());
    }
}
