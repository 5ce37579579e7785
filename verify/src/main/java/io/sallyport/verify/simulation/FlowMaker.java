package io.sallyport.verify.simulation;

import io.sallyport.verify.model.End;
import io.sallyport.verify.model.Ownership;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws who talks to whom: no two flows have both ends in common. */
final class FlowMaker {
    private static final int[] PROTOCOLS = {Flow.UDP, Flow.UDP, Flow.TCP, Flow.TCP, Flow.ICMP};
    private static final int[] SERVICES = {53, 80, 443, 5_000};

    private final SplittableRandom random;
    private final int slot;
    private final Set<Pair> taken = new HashSet<>();

    private record Pair(int protocol, End one, End other) {}

    /** With a slot that is not 0, nearly all flows fall into that slot and the one after it. */
    FlowMaker(SplittableRandom random, int slot) {
        this.random = random;
        this.slot = slot;
    }

    List<Flow> make(int count) {
        List<Flow> flows = new ArrayList<>();
        while (flows.size() < count) {
            Flow flow =
                    switch (random.nextInt(8)) {
                        case 0, 1 -> inward(flows.size());
                        case 2 -> hairpin(flows.size());
                        default -> outward(flows.size());
                    };
            if (taken.add(new Pair(flow.protocol(), flow.inside(), flow.remote()))) {
                flows.add(flow);
            }
        }
        return List.copyOf(flows);
    }

    private Flow outward(int number) {
        int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        int port = protocol == Flow.ICMP ? 0 : SERVICES[random.nextInt(SERVICES.length)];
        End remote = new End(Network.SERVERS + random.nextInt(3), port);
        return new Flow(number, Flow.Kind.OUTWARD, protocol, host(protocol), remote, Flow.NONE);
    }

    /** An inside tuple, of the slot if there is one. */
    private End host(int protocol) {
        End end;
        int tries = 0;
        do {
            end = new End(Network.HOSTS + random.nextInt(6), 1_024 + random.nextInt(60_000));
        } while (slot != 0 && ++tries < 400 && (Ownership.slot(protocol, end) - slot & ~1) != 0);
        return end;
    }

    private Flow inward(int number) {
        End remote = new End(Network.SERVERS + random.nextInt(3), 2_000 + random.nextInt(50_000));
        return switch (random.nextInt(3)) {
            case 0 -> new Flow(number, Flow.Kind.INWARD, Flow.TCP, Network.WEB, remote, Network.WEB_OUTSIDE);
            case 1 -> new Flow(number, Flow.Kind.INWARD, Flow.UDP, Network.NAMES, remote, Network.NAMES_OUTSIDE);
            default -> {
                int port = 7_000 + random.nextInt(8);
                int protocol = random.nextBoolean() ? Flow.TCP : Flow.UDP;
                yield new Flow(number, Flow.Kind.INWARD, protocol, whole(port), remote, wholeOutside(port));
            }
        };
    }

    private static End whole(int port) {
        return new End(Network.WHOLE_HOST, port);
    }

    private static End wholeOutside(int port) {
        return new End(Network.WHOLE_HOST_OUTSIDE, port);
    }

    private Flow hairpin(int number) {
        return switch (random.nextInt(3)) {
            case 0 -> hairpin(number, Flow.TCP, Network.WEB_OUTSIDE, Network.WEB);
            case 1 -> hairpin(number, Flow.UDP, Network.NAMES_OUTSIDE, Network.NAMES);
            default -> {
                int port = 7_000 + random.nextInt(8);
                yield hairpin(number, random.nextBoolean() ? Flow.TCP : Flow.UDP, wholeOutside(port), whole(port));
            }
        };
    }

    private Flow hairpin(int number, int protocol, End remote, End mapped) {
        return new Flow(number, Flow.Kind.HAIRPIN, protocol, host(protocol), remote, mapped);
    }
}
