package io.sallyport.bench.drivers;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The measured cases as a table for people and a line for scripts. */
final class Report {
    private static final double MILLION = 1e6;

    private final List<Measured> cases;

    Report(List<Measured> cases) {
        this.cases = List.copyOf(cases);
    }

    /** A heading, and a row for each case. Of the last two, the gateway's run has the first number, testpmd's the second. */
    String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-20s %12s %12s %6s %15s %6s %6s %7s %9s %9s%n",
                "case",
                "gateway Mpps",
                "testpmd Mpps",
                "ratio",
                "new sessions/s",
                "wrong",
                "lost",
                "ledger",
                "CPU share",
                "held back"));
        cases.forEach(one -> table.append(row(one)));
        return table.toString();
    }

    private static String row(Measured one) {
        Exchange seen = one.seen();
        return String.format(
                Locale.ROOT,
                "%-20s %12.2f %12.2f %6.2f %15s %6s %6s %7d %4.2f %4.2f %4.2f %4.2f%n",
                one.name(),
                one.gateway().pps() / MILLION,
                one.testpmd().pps() / MILLION,
                one.ratio(),
                seen == null || seen.openedPerSecond() == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%,.0f", seen.openedPerSecond()),
                seen == null ? "-" : seen.wrong(),
                seen == null ? "-" : seen.lost(),
                one.ledgerDifference(),
                one.gateway().cpuShare(),
                one.testpmd().cpuShare(),
                one.gateway().heldBack(),
                one.testpmd().heldBack());
    }

    /** {@code bench drivers: CASE=GATEWAY/TESTPMD ...}, both in Mpps, and what must be 0, over all cases. */
    String line() {
        String rates = cases.stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "%s=%.2f/%.2f",
                        one.name(),
                        one.gateway().pps() / MILLION,
                        one.testpmd().pps() / MILLION))
                .collect(Collectors.joining(" "));
        long wrong = 0;
        long ledger = 0;
        for (Measured one : cases) {
            Exchange seen = one.seen();
            wrong += seen == null ? 0 : seen.wrong();
            ledger += Math.abs(one.ledgerDifference());
        }
        return "bench drivers: " + rates + " wrong=" + wrong + " ledger=" + ledger;
    }

    /** The cases as JSON. */
    String json() {
        return Json.MAPPER.writeValueAsString(cases) + "\n";
    }

    /** What must not be, a line each. */
    List<String> findings() {
        return cases.stream().flatMap(one -> one.findings().stream()).toList();
    }
}
