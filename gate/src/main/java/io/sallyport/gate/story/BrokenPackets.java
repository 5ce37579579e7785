package io.sallyport.gate.story;

import io.sallyport.lab.demo.Pings;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Packets that no host should send, from both sides: each is dropped for its reason, and the gateway goes on
 * (checklist C9.4, C9.5, C12.4, C12.5).
 */
public final class BrokenPackets implements Story {
    private static final int TIMES = 10;
    private static final int MUTILATED = 2_000;
    private static final long SEED = 20_251_123;
    private static final int PINGS = 3;

    @Override
    public void tell(Stand stand, Trials trials) {
        trials.attempt("broken packets", () -> broken(stand.api()));
        trials.attempt("the log", BrokenPackets::log);
        trials.attempt("mutilated packets", () -> mutilated(stand));
        trials.attempt("service afterwards", BrokenPackets::served);
    }

    private static Finding broken(GatewayApi api) {
        Tally before = Tally.of(api);
        Map<String, Long> wanted = new TreeMap<>();
        for (Link link : Link.values()) {
            List<BrokenKind> kinds = BrokenKind.of(link);
            kinds.forEach(kind -> wanted.merge(kind.reason(), (long) TIMES, Long::sum));
            Wire.send(
                    link,
                    kinds.stream()
                            .flatMap(kind -> Collections.nCopies(TIMES, kind.frame()).stream())
                            .toList());
        }
        return dropped(Tally.of(api).dropsSince(before), wanted);
    }

    /** That packets were dropped for the reasons that were to be expected, as often as that. */
    public static Finding dropped(Map<String, Long> dropped, Map<String, Long> wanted) {
        boolean held = dropped.equals(wanted);
        return new Finding(
                "broken packets are dropped, each for its reason",
                held,
                held ? dropped.toString() : "dropped %s, expected %s".formatted(dropped, wanted));
    }

    /** That the log tells of it: the control thread does within a second. */
    public static Finding log() {
        for (int i = 0; i < 60; i++) {
            List<String> told = RunFiles.lines(RunFiles.log()).stream()
                    .filter(line -> line.contains("dropped") && line.contains("malformed_"))
                    .toList();
            if (!told.isEmpty()) {
                return new Finding("the log tells of drops", true, told.getFirst());
            }
            Pause.shortly();
        }
        return new Finding(
                "the log tells of drops",
                false,
                "no line of %s tells of malformed packets after 3 s".formatted(RunFiles.log()));
    }

    private static Finding mutilated(Stand stand) {
        SplittableRandom random = new SplittableRandom(SEED);
        Tally before = Tally.of(stand.api());
        long sent = 0;
        for (Link link : Link.values()) {
            sent += Wire.send(link, BrokenKind.mutilated(link, MUTILATED / 2, random));
        }
        stand.lab().gateway().requireAlive();
        Tally after = Tally.of(stand.api());
        long received = after.received() - before.received();
        // The kernels answer what still looks like a packet to them, so there may be more than was sent.
        boolean held = after.difference() == 0 && received >= sent;
        return new Finding(
                "mutilated packets do no harm, and each has its fate",
                held,
                "%,d sent (seed %d), %,d received, dropped %s, ledger difference %d"
                        .formatted(sent, SEED, received, after.dropsSince(before), after.difference()));
    }

    private static Finding served() {
        return Pings.ping(
                "pings after broken packets",
                Host.inside(32),
                Topology.internet().getFirst(),
                PINGS);
    }
}
