package io.sallyport.gate.hosts;

import io.sallyport.gate.story.OneFlow;
import io.sallyport.lab.gateway.GatewayApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A gateway on an operator's interfaces, and a host on each side of it.
 *
 * @param insideAddress of the inside host, as the gateway sees it
 * @param outsideAddress of the outside host
 * @param gatewayInside the gateway's own address on the inside host's side
 * @param http port of the outside host that answers HTTP
 * @param tcp port that tells who asks, and so do the four of {@code udp}
 * @param configuration the text that the gateway was started with
 */
public record HostStand(
        TestHost inside,
        TestHost outside,
        String insideAddress,
        String outsideAddress,
        String gatewayInside,
        int http,
        int tcp,
        List<Integer> udp,
        GatewayApi api,
        String configuration) {
    public HostStand {
        udp = List.copyOf(udp);
    }

    /**
     * A flow and what the far end said of it.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param port at the inside host
     * @param remotePort at the outside host
     * @param seen address and port that the outside host saw; what went wrong, if it did not answer
     */
    public record Flow(String protocol, int port, int remotePort, String seen) {
        static List<Flow> of(JsonNode answer) {
            List<Flow> flows = new ArrayList<>();
            for (JsonNode flow : answer.path("flows")) {
                flows.add(new Flow(
                        flow.path("protocol").asString(),
                        flow.path("port").asInt(),
                        flow.path("remote_port").asInt(),
                        flow.path("seen").asString("no answer")));
            }
            return flows;
        }

        /** Whether the far end saw it at an address and port. */
        public boolean answered() {
            return seen.matches("\\d+\\.\\d+\\.\\d+\\.\\d+:\\d+");
        }

        /** The port at which the far end saw it. */
        public int natPort() {
            return Integer.parseInt(seen.substring(seen.indexOf(':') + 1));
        }

        /** The address at which the far end saw it. */
        public String natAddress() {
            return seen.substring(0, seen.indexOf(':'));
        }
    }

    /** Opens flows from inside that stay open under a name, and has each ask once. */
    List<Flow> open(String name, int udpFlows, int tcpFlows) {
        return Flow.of(inside.sure(
                "open",
                Map.of(
                        "name",
                        name,
                        "to",
                        outsideAddress,
                        "udp",
                        udpFlows,
                        "udp_ports",
                        udp,
                        "tcp",
                        tcpFlows,
                        "tcp_port",
                        tcp)));
    }

    /** Has all flows of a name ask again. */
    List<Flow> ask(String name) {
        return Flow.of(inside.sure("ask", Map.of("name", name)));
    }

    /** Has the one UDP flow of a name ask all UDP ports of the outside host. */
    List<Flow> askAll(String name) {
        return Flow.of(inside.sure("ask", Map.of("name", name, "also", udp)));
    }

    /** Sessions of a port of the inside host. */
    List<JsonNode> sessions(int port) {
        return OneFlow.sessions(api, insideAddress, port);
    }
}
