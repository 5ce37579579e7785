package io.sallyport.gate.hosts;

import io.sallyport.gate.story.Pause;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What kind of devices have carried the traffic of the stories before: rows only where there are such devices (checklist C13.1, C13.2). */
public final class Devices implements HostStory {
    private static final Pattern PCI = Pattern.compile("[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
    private static final String VIRTIO = "net_virtio";

    @Override
    public void tell(HostStand stand, Trials trials) {
        Pause.shortly();
        List<JsonNode> virtio = new ArrayList<>();
        List<JsonNode> cards = new ArrayList<>();
        for (JsonNode one : stand.api().get("interfaces").path("interfaces")) {
            if (one.path("driver").asString().equals(VIRTIO)) {
                virtio.add(one);
            } else if (isCard(one)) {
                cards.add(one);
            }
        }
        if (!virtio.isEmpty()) {
            trials.found(new Finding("traffic through virtio devices", carried(virtio), figures(virtio)));
        }
        if (!cards.isEmpty()) {
            trials.found(new Finding(
                    "traffic through network cards that spread by RSS",
                    carried(cards) && spread(cards),
                    figures(cards)));
        }
    }

    /** Whether an interface, as the API shows it, is a network card on PCI that is not made by a hypervisor. */
    public static boolean isCard(JsonNode one) {
        return PCI.matcher(one.path("name").asString()).matches()
                && !one.path("driver").asString().equals(VIRTIO);
    }

    private static boolean carried(List<JsonNode> devices) {
        return devices.stream()
                .allMatch(one -> one.path("device").path("ipackets").asLong() > 0
                        && one.path("device").path("opackets").asLong() > 0);
    }

    private static boolean spread(List<JsonNode> cards) {
        for (JsonNode card : cards) {
            if (card.path("queue_choice").path("rss_types").isEmpty()) {
                return false;
            }
            for (JsonNode worker : card.path("workers")) {
                if (worker.path("rx_packets").asLong() == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String figures(List<JsonNode> devices) {
        StringJoiner figures = new StringJoiner("; ");
        for (JsonNode one : devices) {
            StringJoiner packets = new StringJoiner(" ");
            one.path("workers")
                    .forEach(worker -> packets.add(
                            "%,d".formatted(worker.path("rx_packets").asLong())));
            figures.add("%s (%s) received %s"
                    .formatted(one.path("name").asString(), one.path("driver").asString(), packets));
        }
        return figures.toString();
    }
}
