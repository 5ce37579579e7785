package io.sallyport.lab.demo;

import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.traffic.Services;
import java.time.Duration;
import java.util.List;

/** {@code dig}, once to each server and each from another host. */
final class Names {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Names() {}

    static Finding resolve() {
        List<String> servers = Topology.internet();
        int good = 0;
        String trouble = "";
        for (int i = 0; i < servers.size(); i++) {
            Commands.Outcome outcome = dig(servers.get(i), Topology.hosts().get(i), "host-%d.example".formatted(i));
            if (outcome.good() && outcome.output().strip().equals(Services.DNS_ANSWER)) {
                good++;
            } else {
                trouble = "; " + outcome.output().strip();
            }
        }
        String figure = "%d of %d answered %s%s".formatted(good, servers.size(), Services.DNS_ANSWER, trouble);
        return new Finding("DNS queries", good == servers.size(), figure);
    }

    private static Commands.Outcome dig(String server, String host, String name) {
        return Namespace.CLIENT.attempt(
                LIMIT, "dig", "+short", "+tries=1", "+time=5", "-b", host, "@" + server, name, "A");
    }
}
