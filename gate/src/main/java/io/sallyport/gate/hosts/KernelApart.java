package io.sallyport.gate.hosts;

import io.sallyport.lab.net.Commands;
import io.sallyport.lab.report.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** That the kernel below the gateway has no address of either side, so that nothing but the gateway can pass packets on (checklist C0.1). */
final class KernelApart {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private KernelApart() {}

    static Finding look(OwnConfiguration configuration, JsonNode interfaces, JsonNode pools) {
        List<String> wrong = new ArrayList<>();
        String addresses = Commands.run("ip", "-4", "-o", "addr");
        for (JsonNode one : interfaces) {
            check(addresses, one.path("address").asString().split("/", 2)[0], wrong);
        }
        for (JsonNode pool : pools) {
            check(addresses, pool.path("address").asString(), wrong);
        }
        for (String name : configuration.kernelInterfaces()) {
            Commands.Outcome shown = Commands.attempt(LIMIT, "ip", "-4", "-o", "addr", "show", "dev", name);
            if (shown.good() && !shown.output().isBlank()) {
                wrong.add("%s has an address: %s".formatted(name, shown.output().strip()));
            }
        }
        return new Finding(
                "no kernel between inside and outside",
                wrong.isEmpty(),
                wrong.isEmpty()
                        ? "the kernel has no address of the gateway's, and none on the interfaces that its ports open"
                        : String.join(", ", wrong));
    }

    private static void check(String addresses, String address, List<String> wrong) {
        if (Pattern.compile("\\binet " + Pattern.quote(address) + "\\b")
                .matcher(addresses)
                .find()) {
            wrong.add("the kernel has " + address);
        }
    }
}
