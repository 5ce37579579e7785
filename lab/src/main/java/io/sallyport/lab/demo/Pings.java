package io.sallyport.lab.demo;

import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Namespace;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ping} from an inside host (checklist C14.1). */
final class Pings {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern RECEIVED = Pattern.compile("(\\d+) packets transmitted, (\\d+) received");
    private static final Pattern AVERAGE = Pattern.compile("= [\\d.]+/([\\d.]+)/");

    private Pings() {}

    static Finding small(String destination, int count) {
        return ping("%d pings to %s".formatted(count, destination), destination, count);
    }

    private static Finding ping(String what, String destination, int count) {
        Commands.Outcome outcome = Namespace.CLIENT.attempt(
                LIMIT, "ping", "-n", "-q", "-c", String.valueOf(count), "-i", "0.05", destination);
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
