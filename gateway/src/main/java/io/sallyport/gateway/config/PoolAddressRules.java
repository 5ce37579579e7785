package io.sallyport.gateway.config;

import io.sallyport.gateway.config.PoolRules.Entry;
import java.util.List;
import java.util.Optional;

/**
 * Rules of pool addresses: public, in one pool once, and nobody else's (checklist C1.7). Each entry is reported for one
 * of them at most, the gravest. The stand-in for an unreadable address is 0.0.0.0, which is not public: no other entry can
 * clash with it but for being refused anyway.
 */
final class PoolAddressRules {
    private final Config config;
    private final List<Entry> entries;

    private PoolAddressRules(List<Entry> entries, Config config) {
        this.config = config;
        this.entries = entries;
    }

    private record Refusal(String why, String allowed) {}

    static void check(List<Entry> entries, Config config, Reading reading) {
        PoolAddressRules rules = new PoolAddressRules(entries, config);
        for (Entry entry : entries) {
            rules.notPublic(entry)
                    .or(() -> rules.inAnotherEntry(entry))
                    .or(() -> rules.anInterfaces(entry))
                    .or(() -> rules.aNextHop(entry))
                    .ifPresent(refusal ->
                            reading.report(entry.key(), entry.addresses() + ", which " + refusal.why, refusal.allowed));
        }
    }

    private Optional<Refusal> notPublic(Entry entry) {
        String verb = entry.addresses().size() == 1 ? "is in " : "has addresses of ";
        return SpecialRanges.notPublic(entry.addresses())
                .map(special -> new Refusal(
                        verb + special,
                        "a pool address must be public: give addresses that your provider routes to this gateway"));
    }

    private Optional<Refusal> inAnotherEntry(Entry entry) {
        return entries.stream()
                .takeWhile(before -> !before.key().equals(entry.key()))
                .filter(before -> before.addresses().overlaps(entry.addresses()))
                .findFirst()
                .map(before -> new Refusal(
                        "overlaps " + before.key() + " (" + before.addresses() + ")",
                        "an address can be in one pool, once"));
    }

    private Optional<Refusal> anInterfaces(Entry entry) {
        return config.interfaces().stream()
                .map(iface -> anInterfaces(entry.addresses(), iface))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> anInterfaces(Ipv4Range addresses, InterfaceConfig iface) {
        Ipv4Prefix subnet = iface.address();
        if (addresses.contains(subnet.address())) {
            return Optional.of(new Refusal(
                    "has " + Ipv4.format(subnet.address()) + ", the gateway's own address on " + iface.port(),
                    "what the gateway itself sends and answers would clash with sessions; leave that address out"));
        }
        if (iface.role() == Role.INSIDE && subnet.range().overlaps(addresses)) {
            return Optional.of(new Refusal(
                    "has addresses of " + subnet + ", the subnet of the inside interface " + iface.port(),
                    "hosts there have them already; give addresses that nobody else uses"));
        }
        boolean reserved = addresses.contains(subnet.network()) || addresses.contains(subnet.broadcast());
        return Optional.of(new Refusal(
                        "has the network or broadcast address of " + subnet + " on " + iface.port(),
                        "routers do not send these to one host; leave them out"))
                .filter(refusal -> reserved && subnet.length() < 31);
    }

    private Optional<Refusal> aNextHop(Entry entry) {
        for (int i = 0; i < config.routes().size(); i++) {
            String key = Keys.child(Keys.item("routes", i), "via");
            int via = config.routes().get(i).via();
            if (entry.addresses().contains(via)) {
                return Optional.of(new Refusal(
                        "has " + Ipv4.format(via) + ", the next hop of " + key,
                        "the router there has it already; leave that address out"));
            }
        }
        return Optional.empty();
    }
}
