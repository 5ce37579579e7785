package io.sallyport.bench.drivers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One case, measured.
 *
 * @param name the case
 * @param flows its flows
 * @param gateway how fast the gateway was
 * @param testpmd how fast dpdk-testpmd was over the same kind of ports
 * @param seen what the generator has seen of the gateway; nothing where there is no generator
 * @param received packets that the gateway took from its ports
 * @param ledgerDifference packets that the gateway's ledger does not account for
 * @param drops packets that the gateway dropped, by reason
 * @param hugePages whether the gateway's packets and tables were on huge pages
 */
record Measured(
        String name,
        int flows,
        Pace gateway,
        Pace testpmd,
        @Nullable Exchange seen,
        long received,
        long ledgerDifference,
        Map<String, Long> drops,
        boolean hugePages) {
    Measured {
        drops = Collections.unmodifiableMap(new TreeMap<>(drops));
    }

    /** The same with what testpmd does. */
    Measured beside(Pace other) {
        return new Measured(name, flows, gateway, other, seen, received, ledgerDifference, drops, hugePages);
    }

    /** Packet rate of the gateway as a part of testpmd's. */
    double ratio() {
        return testpmd.pps() == 0 ? 0 : gateway.pps() / testpmd.pps();
    }

    private long dropped() {
        return drops.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What must not be, in words; nothing if all is well. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (ledgerDifference != 0) {
            findings.add(name + ": the ledger's difference is " + ledgerDifference + "; it must be 0");
        }
        if (gateway.pps() == 0) {
            findings.add(name + ": nothing came through the gateway");
        }
        if (seen != null) {
            judge(seen, findings);
        }
        return findings;
    }

    private void judge(Exchange seen, List<String> findings) {
        if (seen.wrong() != 0) {
            findings.add(name + ": " + seen.wrong() + " packets came back wrong: " + seen);
        }
        if (seen.opened() != flows) {
            findings.add(name + ": " + seen.opened() + " of " + flows + " flows could be opened");
        }
        if (seen.lost() > dropped()) {
            findings.add(name + ": " + seen.lost() + " packets were lost, the gateway counts " + dropped()
                    + " as dropped: " + drops);
        }
    }
}
