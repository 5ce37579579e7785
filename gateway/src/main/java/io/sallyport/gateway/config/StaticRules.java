package io.sallyport.gateway.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Rules of {@code nat.static}: complete, from a NAT address to a host inside, and no two for the same packets. */
final class StaticRules {
    private final Config config;
    private final Reading reading;
    private final List<StaticMapping> mappings;
    private final InsideEndRules insideRules;
    private final NatAddressRules outsideRules;

    private StaticRules(Config config, Reading reading) {
        this.config = config;
        this.reading = reading;
        this.mappings = config.nat().staticMappings();
        this.insideRules = new InsideEndRules(config, reading);
        this.outsideRules = new NatAddressRules(config, "the end outside", "give another address");
    }

    static void check(Config config, Reading reading) {
        StaticRules rules = new StaticRules(config, reading);
        for (int i = 0; i < rules.mappings.size(); i++) {
            if (reading.whollyReadable(Keys.item("nat.static", i)) && rules.complete(i)) {
                rules.checkInside(i);
                rules.checkOutside(i);
            }
        }
    }

    private static String path(int index, String key) {
        return Keys.child(Keys.item("nat.static", index), key);
    }

    private boolean complete(int index) {
        StaticMapping mapping = mappings.get(index);
        boolean inside = complete(mapping, path(index, "inside"), mapping.insideAddress(), mapping.insidePort());
        boolean outside = complete(mapping, path(index, "outside"), mapping.outsideAddress(), mapping.outsidePort());
        return inside && outside;
    }

    private boolean complete(StaticMapping mapping, String key, int address, int port) {
        if (mapping.wholeAddress() && port != 0) {
            reading.report(
                    key,
                    new Ipv4Endpoint(address, port) + " without a protocol",
                    "add protocol: tcp or udp, or leave both ports out to map the whole address");
        } else if (!mapping.wholeAddress() && port == 0) {
            reading.report(
                    key,
                    Ipv4.format(address) + ", which has no port",
                    "with a protocol both sides have a port, such as " + Ipv4.format(address) + ":80");
        }
        return mapping.wholeAddress() == (port == 0);
    }

    private void checkInside(int index) {
        StaticMapping mapping = mappings.get(index);
        Optional<InsideEndRules.Refusal> refused = insideRules.refusal(mapping.insideAddress());
        if (refused.isPresent()) {
            String found =
                    Ipv4.format(mapping.insideAddress()) + ", " + refused.get().found();
            reading.report(path(index, "inside"), found, refused.get().allowed());
        } else {
            checkInsideTwice(index);
        }
    }

    private void checkInsideTwice(int index) {
        StaticMapping mapping = mappings.get(index);
        for (int before = 0; before < index; before++) {
            if (sameInside(mappings.get(before), mapping)) {
                reading.report(
                        path(index, "inside"),
                        inside(mapping) + ", which " + path(before, "inside") + " has too",
                        "one end inside has one end outside; remove one of the two");
                return;
            }
        }
    }

    private void checkOutside(int index) {
        StaticMapping mapping = mappings.get(index);
        Optional<NatAddressRules.Refusal> refused = refusal(mapping);
        if (refused.isPresent()) {
            String found = Ipv4.format(mapping.outsideAddress()) + ", which "
                    + refused.get().why();
            reading.report(path(index, "outside"), found, refused.get().allowed());
        } else {
            checkOutsideTwice(index);
        }
    }

    /** One port may be mapped at a pool address, which keeps its other ports; else the address serves nothing else. */
    private Optional<NatAddressRules.Refusal> refusal(StaticMapping mapping) {
        int address = mapping.outsideAddress();
        if (!config.nat().pooled(address)) {
            return outsideRules.refusal(new Ipv4Range(address, address));
        }
        return mapping.wholeAddress()
                ? Optional.of(new NatAddressRules.Refusal(
                        "is in a pool",
                        "an address that is mapped as a whole serves nothing else; give another address"))
                : Optional.empty();
    }

    private void checkOutsideTwice(int index) {
        StaticMapping mapping = mappings.get(index);
        for (int before = 0; before < index; before++) {
            if (sameOutside(mappings.get(before), mapping)) {
                reading.report(
                        path(index, "outside"),
                        outside(mapping) + ", which " + path(before, "outside") + " has too",
                        "one end outside leads to one end inside; take another port or address");
                return;
            }
        }
    }

    private static boolean sameInside(StaticMapping a, StaticMapping b) {
        return a.insideAddress() == b.insideAddress()
                && a.insidePort() == b.insidePort()
                && Objects.equals(a.protocol(), b.protocol());
    }

    private static boolean sameOutside(StaticMapping a, StaticMapping b) {
        boolean samePort = Objects.equals(a.protocol(), b.protocol()) && a.outsidePort() == b.outsidePort();
        return a.outsideAddress() == b.outsideAddress() && (samePort || a.wholeAddress() || b.wholeAddress());
    }

    private static String inside(StaticMapping mapping) {
        return text(mapping.insideAddress(), mapping.insidePort());
    }

    private static String outside(StaticMapping mapping) {
        return text(mapping.outsideAddress(), mapping.outsidePort());
    }

    private static String text(int address, int port) {
        return port == 0 ? Ipv4.format(address) : new Ipv4Endpoint(address, port).toString();
    }
}
