package io.sallyport.bench.soak;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a thread was away between two looks at the clock; microseconds. */
record Gaps(double p50, double p99, double p9999, double longest) {
    private static final Pattern SINCE_START = Pattern.compile(
            "\"since_start\":\\{\"gaps\":\\d+,\"p50_micros\":([^,]+),\"p99_micros\":([^,]+),\"p9999_micros\":([^,]+),\"longest_micros\":([^}]+)}");
    private static final Pattern LAST_MINUTE =
            Pattern.compile(SINCE_START.pattern().replace("since_start", "last_minute"));

    /** Reads those of the first worker from {@code /v1/workers}: of the last minute if it is known. */
    static Gaps ofWorker(String answer) throws IOException {
        for (Pattern pattern : new Pattern[] {LAST_MINUTE, SINCE_START}) {
            Matcher found = pattern.matcher(answer);
            if (found.find()) {
                return new Gaps(number(found, 1), number(found, 2), number(found, 3), number(found, 4));
            }
        }
        throw new IOException("no turn_gaps in " + answer);
    }

    private static double number(Matcher found, int group) {
        return Double.parseDouble(found.group(group));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "50 %% %.2f, 99 %% %.2f, 99.99 %% %.1f, longest %.0f", p50, p99, p9999, longest);
    }
}
