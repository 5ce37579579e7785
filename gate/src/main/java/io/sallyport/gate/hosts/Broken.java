package io.sallyport.gate.hosts;

import io.sallyport.gate.story.BrokenPackets;
import io.sallyport.gate.story.Tally;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.List;
import java.util.Map;

/** Packets with transport headers that are cut short or lie about their length, from both sides (checklist sections 9 and 12). */
final class Broken implements HostStory {
    private static final String FLOW = "after broken packets";
    private static final long TIMES = 10;
    private static final Map<String, Long> WANTED = Map.of(
            "malformed_udp", 2 * TIMES,
            "malformed_tcp", 2 * TIMES,
            "malformed_icmp", 2 * TIMES);

    @Override
    public void tell(HostStand stand, Trials trials) {
        trials.attempt("broken packets", () -> broken(stand));
        trials.attempt("the log", BrokenPackets::log);
        trials.attempt("flows after broken packets", () -> afterwards(stand));
    }

    private static Finding broken(HostStand stand) {
        String pool = stand.open("pool", 1, 0).getFirst().natAddress();
        Tally before = Tally.of(stand.api());
        stand.inside().sure("bend", Map.of("to", stand.outsideAddress(), "times", TIMES));
        stand.outside().sure("bend", Map.of("to", pool, "times", TIMES));
        return BrokenPackets.dropped(Tally.of(stand.api()).dropsSince(before), WANTED);
    }

    private static Finding afterwards(HostStand stand) {
        List<HostStand.Flow> flows = stand.open(FLOW, 4, 4);
        long answered = flows.stream().filter(HostStand.Flow::answered).count();
        return new Finding(
                "flows after broken packets",
                answered == flows.size(),
                "%d of %d answered".formatted(answered, flows.size()));
    }
}
