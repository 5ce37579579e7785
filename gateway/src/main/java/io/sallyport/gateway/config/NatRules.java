package io.sallyport.gateway.config;

import io.sallyport.gateway.config.NatConfig.Filtering;
import io.sallyport.gateway.config.NatConfig.Mapping;
import java.util.List;

/** Rules of the plain settings of {@code nat} that contradict or undo each other. */
final class NatRules {
    private NatRules() {}

    static void check(Config config, Reading reading) {
        checkFiltering(config.nat(), reading);
        checkTransitory(config.source(), reading);
        checkNoNat(config.nat().noNat(), reading);
    }

    /** Filtering looser than mapping is refused in a pool, and for all pools if there is none that it could be for. */
    private static void checkFiltering(NatConfig nat, Reading reading) {
        boolean known = reading.readable("nat.mapping");
        boolean used = nat.mapping() == Mapping.ENDPOINT_INDEPENDENT;
        for (int i = 0; i < nat.pools().size(); i++) {
            PoolConfig pool = nat.pools().get(i);
            String path = Keys.item("nat.pools", i);
            boolean poolKnown = reading.readable(Keys.child(path, "mapping"));
            known &= poolKnown;
            used |= pool.mapping() == Mapping.ENDPOINT_INDEPENDENT;
            if (reading.readable("nat.mapping") && poolKnown) {
                checkFiltering(pool.mapping(), pool.filtering(), Keys.child(path, "filtering"), reading);
            }
        }
        if (known && !used) {
            checkFiltering(nat.mapping(), nat.filtering(), "nat.filtering", reading);
        }
    }

    private static void checkFiltering(Mapping mapping, Filtering filtering, String key, Reading reading) {
        if (mapping == Mapping.ENDPOINT_DEPENDENT && filtering != Filtering.ENDPOINT_DEPENDENT) {
            reading.report(
                    key,
                    Formats.label(filtering) + " with mapping: endpoint-dependent",
                    "a mapping for one remote endpoint cannot let in others; set endpoint-dependent or change mapping");
        }
    }

    private static void checkTransitory(Source source, Reading reading) {
        String transitory = "nat.timeouts.tcp-transitory";
        if (source.has(transitory)
                && source.has("nat.timeouts.tcp-opening")
                && source.has("nat.timeouts.tcp-closing")) {
            reading.report(
                    transitory,
                    "it beside both tcp-opening and tcp-closing",
                    "it would set nothing; remove it or one of them");
        }
    }

    private static void checkNoNat(List<Ipv4Prefix> noNat, Reading reading) {
        for (int i = 0; i < noNat.size(); i++) {
            String key = Keys.child(Keys.item("nat.no-nat", i), "to");
            if (!RouteRules.hostBits(reading, key, noNat.get(i)) && noNat.indexOf(noNat.get(i)) < i) {
                reading.report(key, noNat.get(i) + " a second time", "remove one of the two");
            }
        }
    }
}
