package io.sallyport.lab.load;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.report.Finding;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** The gateway's counters held against what both peers' kernels counted meanwhile: equal to the packet (checklist C10.2, C10.3, C10.9, C10.10). */
final class PeerAgreement {
    private final Change change;

    PeerAgreement(Change change) {
        this.change = change;
    }

    List<Finding> findings() {
        long errors = change.peer(Link.INSIDE, PeerCounters.Seen::errors)
                + change.peer(Link.OUTSIDE, PeerCounters.Seen::errors);
        return List.of(
                equal(
                        "SNAT packets = packets of the pool that the server saw",
                        change.total("snat_packets"),
                        change.peer(Link.OUTSIDE, PeerCounters.Seen::translated)),
                equal(
                        "DNAT packets = packets from outside that the hosts saw",
                        change.total("dnat_packets"),
                        change.peer(Link.INSIDE, PeerCounters.Seen::translated)),
                equal(
                        "ICMP errors translated = ICMP errors that both saw",
                        change.total("icmp_errors_translated"),
                        errors),
                received(Link.INSIDE),
                received(Link.OUTSIDE),
                transmitted(Link.INSIDE),
                transmitted(Link.OUTSIDE),
                sums());
    }

    private Finding received(Link link) {
        long sent = change.peer(link, PeerCounters.Seen::sent);
        long refused = change.peer(link, PeerCounters.Seen::refused);
        long received = workers(worker -> change.of(reading -> reading.received(link, worker)));
        String figure =
                "%,d received; %,d sent, of which the device had no room for %,d".formatted(received, sent, refused);
        return new Finding(
                "%s: received = sent less refused by the device".formatted(side(link)),
                received == sent - refused,
                figure);
    }

    private Finding transmitted(Link link) {
        return equal(
                "%s: transmitted = seen by the peer".formatted(side(link)),
                workers(worker -> change.of(reading -> reading.transmitted(link, worker))),
                change.peer(link, PeerCounters.Seen::seen));
    }

    private Finding sums() {
        Reading reading = change.after().gateway();
        List<String> names = List.of(
                "rx_packets",
                "tx_packets",
                "snat_packets",
                "dnat_packets",
                "sessions_created",
                "sessions_active",
                "session_miss",
                "handoff_enqueue",
                "handoff_dequeue");
        List<String> wrong = names.stream()
                .filter(name -> reading.total(name) != workers(worker -> reading.counter(worker, name)))
                .toList();
        boolean perInterface = reading.total("rx_packets")
                == workers(worker -> reading.received(Link.INSIDE, worker) + reading.received(Link.OUTSIDE, worker));
        String figure = wrong.isEmpty() ? String.join(", ", names) : "differ: " + String.join(", ", wrong);
        return new Finding("totals = sums over workers and interfaces", wrong.isEmpty() && perInterface, figure);
    }

    private long workers(IntToLongFunction number) {
        return IntStream.range(0, change.workers()).mapToLong(number).sum();
    }

    private static Finding equal(String what, long gateway, long peer) {
        return new Finding(what, gateway == peer, "%,d; %,d".formatted(gateway, peer));
    }

    private static String side(Link link) {
        return link == Link.INSIDE ? "inside" : "outside";
    }
}
