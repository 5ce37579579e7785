package io.sallyport.gateway.config;

import io.sallyport.gateway.config.NatConfig.Dependence;
import java.util.List;

/** Rules of the plain settings of {@code nat} that contradict or undo each other. */
final class NatRules {
    private NatRules() {}

    static void check(Config config, Reading reading) {
        NatConfig nat = config.nat();
        if (reading.readable("nat.mapping") && nat.mapping() == Dependence.ENDPOINT_DEPENDENT) {
            checkFiltering(nat, reading);
        }
        if (nat.mapping() == Dependence.ENDPOINT_INDEPENDENT && nat.portOverload()) {
            reading.report(
                    "nat.port-overload",
                    "true with mapping: endpoint-independent",
                    "a port can only be reused where the remote endpoint tells sessions apart; set false or mapping:"
                            + " endpoint-dependent");
        }
        checkTransitory(config.source(), reading);
        checkNoNat(nat.noNat(), reading);
    }

    private static void checkFiltering(NatConfig nat, Reading reading) {
        if (nat.filtering() == Dependence.ENDPOINT_INDEPENDENT) {
            reading.report(
                    "nat.filtering",
                    "endpoint-independent with mapping: endpoint-dependent",
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
