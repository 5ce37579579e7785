package io.sallyport.gateway.config;

import java.util.ArrayList;
import java.util.List;

/** Rules of {@code nat.pools} as such; {@link PoolAddressRules} has those of each address (checklist C1.6, C1.7). */
final class PoolRules {
    /** Every address has its own port maps on every worker; this many take about 100 MiB. */
    private static final int MAX_ADDRESSES = 4096;

    /** Log2 of a slot's block of ports. */
    private static final int BLOCK_SHIFT = 10;

    private static final int FIRST_BLOCK = 1;
    private static final int LAST_BLOCK = 63;

    /** Addresses in a pool, and where they stand. */
    record Entry(String key, Ipv4Range addresses) {}

    private PoolRules() {}

    static void check(Config config, Reading reading) {
        List<PoolConfig> pools = config.nat().pools();
        if (pools.isEmpty()) {
            reading.report(
                    "nat.pools",
                    "no pool",
                    "NAT needs at least one public address, such as pools: [{name: public, addresses: [203.0.113.10]}]");
        }
        for (int i = 0; i < pools.size(); i++) {
            checkName(pools, i, reading);
            checkPorts(pools.get(i).ports(), path(i, "ports"), reading);
            if (pools.get(i).addresses().isEmpty()) {
                reading.report(path(i, "addresses"), "no address", "a pool has at least one address");
            }
        }
        PoolAddressRules.check(entries(pools), config, reading);
        long addresses = pools.stream().mapToLong(PoolConfig::size).sum();
        if (addresses > MAX_ADDRESSES) {
            reading.report("nat.pools", addresses + " addresses", "allowed is at most " + MAX_ADDRESSES + " in all");
        }
    }

    private static String path(int index, String key) {
        return Keys.child(Keys.item("nat.pools", index), key);
    }

    private static List<Entry> entries(List<PoolConfig> pools) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < pools.size(); i++) {
            List<Ipv4Range> addresses = pools.get(i).addresses();
            for (int k = 0; k < addresses.size(); k++) {
                String key = Keys.item(path(i, "addresses"), k);
                entries.add(new Entry(key, addresses.get(k)));
            }
        }
        return entries;
    }

    private static void checkName(List<PoolConfig> pools, int index, Reading reading) {
        for (int before = 0; before < index; before++) {
            if (pools.get(before).name().equals(pools.get(index).name())) {
                reading.report(
                        path(index, "name"),
                        pools.get(index).name() + ", which " + path(before, "name") + " is called too",
                        "give each pool a name of its own");
                return;
            }
        }
    }

    /** A session's port is always from its slot's block, so a pool without some block has no port for that slot's. */
    private static void checkPorts(PortRange ports, String key, Reading reading) {
        if (ports.first() >> BLOCK_SHIFT < FIRST_BLOCK) {
            reading.report(
                    key,
                    ports.toString(),
                    "ports below 1024 are kept for static mappings; allowed is a range in 1024-65535");
        } else if (ports.first() >> BLOCK_SHIFT > FIRST_BLOCK || ports.last() >> BLOCK_SHIFT < LAST_BLOCK) {
            reading.report(
                    key,
                    ports + ", which leaves out whole blocks of 1024 ports",
                    "flows are spread over all 63 blocks from 1024 to 65535 and take ports from their own only, so the"
                            + " range must begin at 1024 to 2047 and end at 64512 to 65535");
        }
    }
}
