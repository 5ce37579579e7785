package io.sallyport.concurrency;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What jcstress saw of one class.
 *
 * @param samples how often, by outcome
 * @param forbidden how many samples were of an outcome that must not be
 * @param verdict {@code OK}, {@code FAILED} or {@code ERROR}
 */
record Seen(Map<String, Long> samples, long forbidden, String verdict) {
    private static final String RESULTS = "RUN RESULTS:";
    private static final Pattern CLASS = Pattern.compile("^\\.* \\[(\\w+)] (\\S+)$");
    private static final Pattern OUTCOME =
            Pattern.compile("^ *(\\S.*?) +([\\d,]+) +<?[\\d.]+% +(Acceptable|Interesting|Forbidden) .*$");

    /** Copies the map. */
    Seen {
        samples = Map.copyOf(samples);
    }

    /** Reads the summary at the end of a run, by the short name of the class. */
    static Map<String, Seen> read(String output) {
        Map<String, Seen> all = new HashMap<>();
        String name = "";
        String summary = output.substring(Math.max(0, output.indexOf(RESULTS)));
        for (String line : summary.lines().toList()) {
            Matcher begins = CLASS.matcher(line);
            Matcher outcome = OUTCOME.matcher(line);
            if (begins.matches()) {
                name = begins.group(2).substring(begins.group(2).lastIndexOf('.') + 1);
                all.put(name, new Seen(Map.of(), 0, begins.group(1)));
            } else if (outcome.matches()) {
                long samples = Long.parseLong(outcome.group(2).replace(",", ""));
                boolean isForbidden = outcome.group(3).equals("Forbidden");
                all.computeIfPresent(name, (same, seen) -> seen.with(outcome.group(1), samples, isForbidden));
            }
        }
        return all;
    }

    private Seen with(String outcome, long times, boolean isForbidden) {
        Map<String, Long> more = new HashMap<>(samples);
        more.merge(outcome, times, Long::sum);
        return new Seen(more, forbidden + (isForbidden ? times : 0), verdict);
    }

    /** How often an outcome was seen. */
    long samples(String outcome) {
        return samples.getOrDefault(outcome, 0L);
    }
}
