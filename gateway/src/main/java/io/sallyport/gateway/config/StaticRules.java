package io.sallyport.gateway.config;

import java.util.List;
import java.util.Objects;

/** Rules of {@code nat.static}: complete, on an address of the gateway's, and no two for the same packets. */
final class StaticRules {
    private final Config config;
    private final Reading reading;
    private final List<StaticMapping> mappings;

    private StaticRules(Config config, Reading reading) {
        this.config = config;
        this.reading = reading;
        this.mappings = config.nat().staticMappings();
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
        if (gatewaysOwn(mapping.insideAddress())) {
            reading.report(
                    path(index, "inside"),
                    Ipv4.format(mapping.insideAddress()) + ", an address of the gateway itself",
                    "give the address of a host inside");
        }
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
        int address = mapping.outsideAddress();
        boolean pooled = config.nat().pools().stream()
                .flatMap(pool -> pool.addresses().stream())
                .anyMatch(range -> range.contains(address));
        String key = path(index, "outside");
        if (!mapping.wholeAddress() && !pooled && !outsideInterfaces(address)) {
            reading.report(
                    key,
                    Ipv4.format(address) + ", which is in no pool and on no outside interface",
                    "add it to a pool, or map the whole address by leaving out protocol and ports");
        } else if (mapping.wholeAddress() && (pooled || gatewaysOwn(address))) {
            reading.report(
                    key,
                    Ipv4.format(address) + (pooled ? ", which is in a pool" : ", an address of the gateway itself"),
                    "an address that is mapped as a whole serves nothing else; take another");
        } else if (mapping.wholeAddress()) {
            SpecialRanges.notPublic(new Ipv4Range(address, address))
                    .ifPresent(special -> reading.report(
                            key,
                            Ipv4.format(address) + ", which is in " + special,
                            "it must be public: an address that your provider routes to this gateway"));
        }
        checkOutsideTwice(index);
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

    private boolean gatewaysOwn(int address) {
        return config.interfaces().stream().anyMatch(iface -> iface.address().address() == address);
    }

    private boolean outsideInterfaces(int address) {
        return config.interfaces().stream()
                .anyMatch(
                        iface -> iface.role() == Role.OUTSIDE && iface.address().address() == address);
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
