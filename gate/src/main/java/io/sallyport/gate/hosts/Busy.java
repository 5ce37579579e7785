package io.sallyport.gate.hosts;

import io.sallyport.gate.story.Owners;
import io.sallyport.gate.story.Tally;
import io.sallyport.lab.demo.GatewayNumbers;
import io.sallyport.lab.load.OwnershipChecks;
import io.sallyport.lab.load.Watch;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Many flows and much traffic, both ways, and what the gateway counts of it (checklist sections 3, 8, 9, 10 and 14). */
final class Busy implements HostStory {
    private static final String FLOWS = "many";
    private static final int UDP_FLOWS = 256;
    private static final int TCP_FLOWS = 64;
    private static final int SHORT = 300;
    private static final int AT_ONCE = 4;
    private static final int TIMES = 20;
    private static final long MIB = 1L << 20;
    private static final List<String> REASONS_OF_BUSY =
            List.of("handoff_ring_full_new", "handoff_ring_full_established", "tx_queue_full", "no_mbuf");

    @Override
    public void tell(HostStand stand, Trials trials) {
        try (Watch watch = Watch.start(stand.api()::get)) {
            List<HostStand.Flow> open = stand.open(FLOWS, UDP_FLOWS, TCP_FLOWS);
            trials.attempt("short TCP connections", () -> shortConnections(stand));
            trials.attempt("HTTP download", () -> download(stand, "HTTP download of %d MiB", 128, 1));
            trials.attempt("HTTP upload", () -> upload(stand, 64));
            trials.attempt("downloads", () -> download(stand, "4 HTTP downloads of %d MiB at once", 32, AT_ONCE));
            trials.attempt("TCP and UDP flows", () -> goneOn(open, stand.ask(FLOWS)));
            watch.findings().forEach(trials::found);
        }
        trials.attempt("SNAT and DNAT packets", () -> counted(stand, trials));
        OwnershipChecks.of(stand.api()::get).forEach(trials::found);
        trials.attempt("look-ups", () -> Owners.lookUps(stand.api()));
        trials.attempt("NAT ports of sessions", () -> Owners.inRange(stand.api()));
        trials.attempt("handoff", () -> handedOver(stand));
        trials.attempt("drops for being busy", () -> notBusy(stand));
        new GatewayNumbers(stand.api()::get).afterManyFlows().forEach(trials::found);
    }

    private static Finding shortConnections(HostStand stand) {
        JsonNode answer =
                stand.inside().sure("short", Map.of("to", stand.outsideAddress(), "port", stand.tcp(), "times", SHORT));
        long answered = answer.path("answered").asLong();
        return new Finding(
                "%d short TCP connections".formatted(SHORT), answered == SHORT, "%d answered".formatted(answered));
    }

    private static Finding download(HostStand stand, String name, int mebibytes, int times) {
        String url = "http://%s:%d/%d".formatted(stand.outsideAddress(), stand.http(), mebibytes * MIB);
        JsonNode answer = stand.inside().order("download", Map.of("url", url, "times", times));
        return transfer(stand.outside(), name.formatted(mebibytes), mebibytes, times, answer);
    }

    private static Finding upload(HostStand stand, int mebibytes) {
        String url = "http://%s:%d/".formatted(stand.outsideAddress(), stand.http());
        JsonNode answer = stand.inside().order("upload", Map.of("url", url, "bytes", mebibytes * MIB));
        return transfer(stand.inside(), "HTTP upload of %d MiB".formatted(mebibytes), mebibytes, 1, answer);
    }

    private static Finding transfer(TestHost sender, String what, int mebibytes, int times, JsonNode answer) {
        String sent = sender.sure("content", Map.of("bytes", mebibytes * MIB))
                .path("sha256")
                .asString();
        int equal = 0;
        for (JsonNode digest : answer.path("digests")) {
            equal += digest.asString("").equals(sent) ? 1 : 0;
        }
        String trouble = answer.path("error").asString("");
        double seconds = answer.path("seconds").asDouble(0);
        String figure = String.format(
                Locale.ROOT,
                "SHA-256 equal %d of %d times, %.1f s, %.0f Mbit/s%s",
                equal,
                times,
                seconds,
                mebibytes * MIB * 8 * times / Math.max(seconds, 1e-3) / 1e6,
                trouble.isEmpty() ? "" : "; " + trouble);
        return new Finding(what, equal == times && trouble.isEmpty(), figure);
    }

    private static Finding goneOn(List<HostStand.Flow> before, List<HostStand.Flow> after) {
        long answered = after.stream().filter(HostStand.Flow::answered).count();
        long moved = before.stream().filter(flow -> !after.contains(flow)).count();
        String figure = "%d of %d answered, %d were seen at another address or port than before"
                .formatted(answered, before.size(), moved);
        return new Finding(
                "%d TCP and UDP flows open meanwhile".formatted(before.size()),
                answered == before.size() && moved == 0,
                figure);
    }

    /** A number of datagrams that both hosts know, while nothing else is under way. */
    private static Finding counted(HostStand stand, Trials trials) {
        Tally before = Tally.of(stand.api());
        long heardBefore = heard(stand);
        JsonNode answer = stand.inside().sure("burst", Map.of("name", FLOWS, "times", TIMES));
        long heard = heard(stand) - heardBefore;
        Tally after = Tally.of(stand.api());
        long snat = after.total("snat_packets") - before.total("snat_packets");
        long dnat = after.total("dnat_packets") - before.total("dnat_packets");
        long received = answer.path("received").asLong();
        trials.found(new Finding(
                "DNAT packets = packets from outside that the hosts saw",
                dnat == received && received > 0,
                "%,d; %,d".formatted(dnat, received)));
        return new Finding(
                "SNAT packets = packets of the pool that the server saw",
                snat == heard && heard > 0,
                "%,d; %,d, of %,d sent"
                        .formatted(snat, heard, answer.path("sent").asLong()));
    }

    private static long heard(HostStand stand) {
        return stand.outside().sure("heard", new HashMap<>()).path("datagrams").asLong();
    }

    private static Finding handedOver(HostStand stand) {
        Tally tally = Tally.of(stand.api());
        StringJoiner figures = new StringJoiner("; ");
        boolean held = true;
        for (int worker = 0; worker < tally.workers(); worker++) {
            long taken = tally.of(worker, "handoff_dequeue");
            long hits = tally.of(worker, "xworker_hit");
            long misses = tally.of(worker, "xworker_miss");
            held &= taken == hits + misses && misses <= tally.of(worker, "session_miss");
            figures.add("worker %d: %,d taken = %,d hits + %,d misses".formatted(worker, taken, hits, misses));
        }
        return new Finding("every packet handed over is a hit or the first of a flow", held, figures.toString());
    }

    private static Finding notBusy(HostStand stand) {
        Tally tally = Tally.of(stand.api());
        StringJoiner figures = new StringJoiner(", ");
        REASONS_OF_BUSY.forEach(reason -> figures.add("%s %,d".formatted(reason, tally.dropped(reason))));
        return new Finding(
                "nothing dropped for being busy",
                REASONS_OF_BUSY.stream().allMatch(reason -> tally.dropped(reason) == 0),
                figures.toString());
    }
}
