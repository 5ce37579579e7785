package io.sallyport.gateway.config;

import io.sallyport.gateway.config.NatAddressRules.Refusal;
import io.sallyport.gateway.config.PoolRules.Entry;
import java.util.List;
import java.util.Optional;

/**
 * Rules of pool addresses: fit to be NAT addresses, and in one pool once (checklist C1.7). Each entry is reported for one
 * problem at most, the gravest. The stand-in for an unreadable address is not public: no other entry can clash with it but for being
 * refused anyway.
 */
final class PoolAddressRules {
    private PoolAddressRules() {}

    static void check(List<Entry> entries, Config config, Reading reading) {
        NatAddressRules rules = new NatAddressRules(config, "a pool address", "leave that address out");
        for (Entry entry : entries) {
            rules.notPublic(entry.addresses())
                    .or(() -> inAnotherEntry(entry, entries))
                    .or(() -> rules.taken(entry.addresses()))
                    .ifPresent(refusal -> reading.report(
                            entry.key(), entry.addresses() + ", which " + refusal.why(), refusal.allowed()));
        }
    }

    private static Optional<Refusal> inAnotherEntry(Entry entry, List<Entry> entries) {
        return entries.stream()
                .takeWhile(before -> !before.key().equals(entry.key()))
                .filter(before -> before.addresses().overlaps(entry.addresses()))
                .findFirst()
                .map(before -> new Refusal(
                        "overlaps " + before.key() + " (" + before.addresses() + ")",
                        "an address can be in one pool, once"));
    }
}
