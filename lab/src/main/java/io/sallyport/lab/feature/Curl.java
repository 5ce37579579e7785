package io.sallyport.lab.feature;

import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Patience;
import java.time.Duration;

/** {@code curl} for short answers. */
final class Curl {
    private static final Duration LIMIT = Patience.seconds(20);

    private Curl() {}

    /** Fetches {@code http://server/path} from {@code from}. */
    static Commands.Outcome get(Host from, String server, String path) {
        return from.attempt(
                LIMIT,
                "curl",
                "-sS",
                "--fail",
                "--connect-timeout",
                String.valueOf(Patience.seconds(5).toSeconds()),
                "--interface",
                from.address(),
                "http://%s%s".formatted(server, path));
    }

    /** The address and port that {@code server} sees {@code from} come from; else what went wrong. */
    static String sourceSeenBy(String server, Host from) {
        return get(from, server, "/source").output().strip();
    }
}
