package io.sallyport.lab.restart;

import io.sallyport.lab.report.Finding;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What rounds of one kind have to have shown. */
final class RoundChecks {
    private final String after;
    private final List<Round> rounds;
    private final Extent extent;

    /** {@code after} is what was done in each of the rounds, as in "after each kill". */
    RoundChecks(String after, List<Round> rounds, Extent extent) {
        this.after = after;
        this.rounds = rounds;
        this.extent = extent;
    }

    List<Finding> findings(int flows) {
        return List.of(
                each(
                        "all %d downloads go on".formatted(extent.downloads()),
                        round -> round.going() == extent.downloads(),
                        "longest silence of a download %.2f s, in the middle %.2f s"
                                .formatted(worst(Round::silence), worst(Round::medianSilence))),
                each(
                        "all %d idle flows answer".formatted(extent.flows()),
                        round -> round.answered() == extent.flows(),
                        "%,d answers"
                                .formatted(rounds.stream()
                                        .mapToLong(Round::answered)
                                        .sum())),
                each(
                        "the far end sees them at the same port",
                        round -> round.same() == extent.flows(),
                        "%,d times"
                                .formatted(
                                        rounds.stream().mapToLong(Round::same).sum())),
                each("no flow changes its mapping", round -> round.moved().isEmpty(), moved(flows)),
                each("every session is back", round -> round.restored() == round.before(), restored()),
                each(
                        "no packet misses its session",
                        round -> round.misses() == 0,
                        "%,d did"
                                .formatted(
                                        rounds.stream().mapToLong(Round::misses).sum())),
                each(
                        "the ledger balances",
                        round -> round.ledger() == 0,
                        "largest difference %,d"
                                .formatted(rounds.stream()
                                        .mapToLong(Round::ledger)
                                        .max()
                                        .orElse(-1))),
                each(
                        "packets flow again within %.0f s".formatted(extent.within()),
                        round -> round.outage() < extent.within(),
                        String.format(
                                Locale.ROOT,
                                "at worst after %.2f s, on average after %.2f s, the first after %.2f s",
                                worst(Round::outage),
                                rounds.stream()
                                        .mapToDouble(Round::outage)
                                        .average()
                                        .orElse(Double.NaN),
                                rounds.stream().mapToDouble(Round::first).min().orElse(Double.NaN))));
    }

    private Finding each(String what, Predicate<Round> check, String figure) {
        long held = rounds.stream().filter(check).count();
        boolean all = !rounds.isEmpty() && held == rounds.size();
        return new Finding(
                "after %s: %s".formatted(after, what),
                all,
                all ? figure : "not in %d of %d; %s".formatted(rounds.size() - held, rounds.size(), figure));
    }

    private double worst(ToDoubleFunction<Round> seconds) {
        return rounds.stream().mapToDouble(seconds).max().orElse(Double.NaN);
    }

    private String moved(int flows) {
        return rounds.stream()
                .map(Round::moved)
                .filter(moved -> !moved.isEmpty())
                .findFirst()
                .orElse("%,d looked at".formatted(flows));
    }

    private String restored() {
        return rounds.stream()
                .filter(round -> round.restored() != round.before())
                .findFirst()
                .map(round -> "%,d of %,d".formatted(round.restored(), round.before()))
                .orElse("%,d"
                        .formatted(
                                rounds.stream().mapToLong(Round::restored).max().orElse(0)));
    }
}
