package io.sallyport.lab.load;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.traffic.Services;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Counts a link's packets at its far end: nftables in the peer's kernel, which unlike a capture never loses count. */
final class PeerCounters {
    private static final String TABLE = "sallyport";
    private final Link link;
    private final ObjectMapper mapper = new ObjectMapper();
    private final long sentBefore;
    private final long refusedBefore;

    private PeerCounters(Link link) {
        this.link = link;
        this.sentBefore = sentByDevice();
        this.refusedBefore = refusedByDevice();
    }

    /**
     * What a peer has seen since it counts.
     *
     * @param seen packets that the gateway sent to it, of any kind
     * @param translated those of them that come from hosts of the other side, ICMP errors apart
     * @param errors ICMP errors from the other side
     * @param sent packets that it sent to the gateway
     * @param refused those of them that its device had no room for
     */
    record Seen(long seen, long translated, long errors, long sent, long refused) {}

    /** Counts from now on; the interface has to be there. */
    static PeerCounters start(Link link) {
        // Inside, whatever does not come from the gateway itself comes from beyond it.
        String translated = link == Link.OUTSIDE
                ? "ip saddr " + Topology.POOL
                : "ip saddr != %s".formatted(Topology.GATEWAY_INSIDE);
        String[] command = link.namespace().inside(List.of("nft", "-f", "-")).toArray(String[]::new);
        PeerCounters counters = new PeerCounters(link);
        Commands.runWithInput(rules(link, translated), command);
        return counters;
    }

    /** What is sent to the discard port is dropped here, once counted: no program has to take it. */
    private static String rules(Link link, String translated) {
        return """
            table netdev %1$s {
              counter seen { }
              counter errors { }
              counter translated { }
              chain in {
                type filter hook ingress device "%2$s" priority 0;
                counter name seen
                %3$s icmp type { destination-unreachable, source-quench, time-exceeded, parameter-problem } counter name errors return
                %3$s counter name translated
                udp dport %4$d drop
              }
            }
            """.formatted(TABLE, link.interfaceName(), translated, Services.DISCARD);
    }

    /** What has been counted so far. */
    Seen read() {
        Map<String, Long> packets = new HashMap<>();
        String answer = link.namespace().run("nft", "-j", "list", "counters", "table", "netdev", TABLE);
        for (JsonNode entry : mapper.readTree(answer).path("nftables")) {
            JsonNode counter = entry.path("counter");
            if (!counter.isMissingNode()) {
                packets.put(
                        counter.path("name").asString(), counter.path("packets").asLong());
            }
        }
        return new Seen(
                get(packets, "seen"),
                get(packets, "translated"),
                get(packets, "errors"),
                sentByDevice() - sentBefore,
                refusedByDevice() - refusedBefore);
    }

    private static long get(Map<String, Long> packets, String name) {
        Long count = packets.get(name);
        if (count == null) {
            throw LabException.failed("nft shows no counter %s, only %s".formatted(name, packets.keySet()));
        }
        return count;
    }

    /** From the queueing discipline: before it, a packet may be many that TCP has not parted yet. */
    private long sentByDevice() {
        String answer = link.namespace().run("tc", "-j", "-s", "qdisc", "show", "dev", link.interfaceName());
        for (JsonNode discipline : mapper.readTree(answer)) {
            if (discipline.path("root").asBoolean(false)) {
                return discipline.path("packets").asLong();
            }
        }
        throw LabException.failed("tc shows no root qdisc: " + answer);
    }

    private long refusedByDevice() {
        String answer = link.namespace().run("ip", "-j", "-s", "link", "show", "dev", link.interfaceName());
        JsonNode dropped =
                mapper.readTree(answer).path(0).path("stats64").path("tx").path("dropped");
        if (dropped.isMissingNode()) {
            throw LabException.failed("ip shows no dropped packets: " + answer);
        }
        return dropped.asLong();
    }
}
