package io.sallyport.gateway.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Times as the configuration writes them: a whole number and a unit, like {@code 300s}. */
final class Durations {
    /** No time is as long as this many of the smallest unit, and as many of the largest do not overflow. */
    private static final long MAX_NUMBER = 1_000_000_000_000L;

    private static final List<Unit> UNITS = List.of(
            new Unit("ms", ChronoUnit.MILLIS),
            new Unit("s", ChronoUnit.SECONDS),
            new Unit("m", ChronoUnit.MINUTES),
            new Unit("h", ChronoUnit.HOURS),
            new Unit("d", ChronoUnit.DAYS));

    private record Unit(String suffix, ChronoUnit unit) {}

    private Durations() {}

    static Optional<Duration> parse(String text) {
        int digits = 0;
        while (digits < text.length() && Character.digit(text.charAt(digits), 10) >= 0) {
            digits++;
        }
        OptionalLong number = Numbers.parseLong(text.substring(0, digits));
        String suffix = text.substring(digits);
        return number.isEmpty() || number.getAsLong() > MAX_NUMBER
                ? Optional.empty()
                : UNITS.stream()
                        .filter(unit -> unit.suffix.equals(suffix))
                        .findFirst()
                        .map(unit -> Duration.of(number.getAsLong(), unit.unit));
    }

    /** Writes a time with the largest unit that needs no fraction. */
    static String format(Duration time) {
        if (time.isZero()) {
            return "0s";
        }
        Unit best = UNITS.getFirst();
        for (Unit unit : UNITS) {
            if (time.toMillis() % unit.unit.getDuration().toMillis() == 0) {
                best = unit;
            }
        }
        return time.toMillis() / best.unit.getDuration().toMillis() + best.suffix;
    }
}
