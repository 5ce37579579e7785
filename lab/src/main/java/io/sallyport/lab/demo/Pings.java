package io.sallyport.lab.demo;

import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.report.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ping} (checklist C14.1). */
public final class Pings {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern RECEIVED = Pattern.compile("(\\d+) packets transmitted, (\\d+) received");
    private static final Pattern AVERAGE = Pattern.compile("= [\\d.]+/([\\d.]+)/");
    private static final int COUNT = 3;
    private static final String FRAGMENTED_BYTES = "4000";

    private Pings() {}

    static Finding small(Host from, String destination, int count) {
        return ping("%d pings to %s".formatted(count, destination), from, destination, count);
    }

    static Finding inFragments(Host from, String destination) {
        String what = "pings of 4,000 bytes, each way in 3 fragments";
        return ping(what, from, destination, COUNT, "-s", FRAGMENTED_BYTES);
    }

    /** Pings {@code count} times with more flags of {@code ping}; each has to be answered. */
    public static Finding ping(String what, Host from, String destination, int count, String... flags) {
        List<String> command = new ArrayList<>(
                List.of("ping", "-n", "-q", "-c", String.valueOf(count), "-i", "0.05", "-I", from.address()));
        command.addAll(List.of(flags));
        command.add(destination);
        Commands.Outcome outcome = from.attempt(LIMIT, command.toArray(String[]::new));
        Matcher received = RECEIVED.matcher(outcome.output());
        if (!received.find()) {
            return new Finding(what, false, outcome.output().strip());
        }
        Matcher average = AVERAGE.matcher(outcome.output());
        String figure = "%s of %s came back%s"
                .formatted(
                        received.group(2),
                        received.group(1),
                        average.find() ? ", %s ms on average".formatted(average.group(1)) : "");
        return new Finding(what, received.group(2).equals(String.valueOf(count)), figure);
    }
}
