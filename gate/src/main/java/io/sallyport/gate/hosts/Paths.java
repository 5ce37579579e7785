package io.sallyport.gate.hosts;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Whether both hosts reach the gateway, and by what addresses; names what is missing and what to do. */
final class Paths {
    private static final int SECONDS = 20;

    private Paths() {}

    /** Programs that a host has to have. */
    static void requireTools(TestHost host, List<String> names) {
        JsonNode answer = host.sure("tools", Map.of("names", names));
        if (!answer.path("missing").isEmpty()) {
            List<String> missing = new ArrayList<>();
            answer.path("missing").forEach(name -> missing.add(name.asString()));
            throw LabException.environment(
                    "the host of %s lacks %s. On Debian: apt-get install iputils-ping traceroute curl"
                            .formatted(host.side(), String.join(", ", missing)));
        }
        if (!answer.path("root").asBoolean()) {
            throw LabException.environment(
                    "the commands on the host of %s do not run as root, which traceroute by TCP and ICMP takes: log in as root there"
                            .formatted(host.side()));
        }
    }

    /**
     * The gateway's own address that a host reaches.
     *
     * @param role of the interfaces on the host's side
     */
    static String toGateway(TestHost host, String role, JsonNode interfaces) {
        List<String> tried = new ArrayList<>();
        for (JsonNode one : interfaces) {
            if (one.path("role").asString().equals(role)) {
                String address = one.path("address").asString().split("/", 2)[0];
                Commands.Outcome ping =
                        host.run(SECONDS, "ping", "-n", "-q", "-c", "10", "-i", "0.3", "-W", "1", address);
                if (ping.good()) {
                    return address;
                }
                tried.add("%s (%s, %s): %s"
                        .formatted(
                                address,
                                one.path("name").asString(),
                                one.path("link_up").asBoolean() ? "link up" : "link down",
                                ping.output().strip().replaceAll("\\s*\\R\\s*", "; ")));
            }
        }
        throw LabException.environment(
                "the host of %s does not reach the gateway: ping %s. Give the host an address in the gateway's subnet on the cable to that interface, bring its end up, and turn its checksum offload off where the cable is a veth (ethtool -K IFACE tx off)"
                        .formatted(host.side(), String.join("; ping ", tried)));
    }

    /** The address by which a host sends to another. */
    static String source(TestHost host, String to, String gateway) {
        JsonNode answer = host.order("source", Map.of("to", to));
        if (answer.has("error")) {
            throw LabException.environment("the host of %s has no way to %s (%s). On it: ip route add %s via %s"
                    .formatted(host.side(), to, answer.path("error").asString(), to, gateway));
        }
        return answer.path("address").asString();
    }
}
