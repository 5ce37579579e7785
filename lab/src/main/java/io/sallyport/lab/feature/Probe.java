package io.sallyport.lab.feature;

import io.sallyport.lab.net.Host;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.report.Finding;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a kernel what it was told about the MTU of a path. */
final class Probe {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern FRAGMENTATION_NEEDED =
            Pattern.compile("From (\\S+) icmp_seq=\\d+ Frag needed and DF set \\(mtu = (\\d+)\\)");
    private static final Pattern ROUTE_MTU = Pattern.compile(" mtu (\\d+)");

    private Probe() {}

    /**
     * Who is to say that a packet is too long.
     *
     * @param address its address as the host sees it
     * @param mtu the MTU it names, in bytes
     */
    record Teller(String address, int mtu) {}

    /** Sends a packet of 1,500 bytes that may not be cut, on a path that nothing is known of. */
    static Finding tooLong(String what, Host from, String destination, Teller expected) {
        forgetPaths(from.namespace());
        String output = from.attempt(
                        LIMIT,
                        "ping",
                        "-n",
                        "-c",
                        "1",
                        "-W",
                        "3",
                        "-M",
                        "do",
                        "-s",
                        "1472",
                        "-I",
                        from.address(),
                        destination)
                .output();
        Matcher told = FRAGMENTATION_NEEDED.matcher(output);
        if (!told.find()) {
            return new Finding(what, false, output);
        }
        Teller teller = new Teller(told.group(1), Integer.parseInt(told.group(2)));
        return new Finding(
                what,
                teller.equals(expected),
                "%s says: fragmentation needed, MTU %d".formatted(teller.address(), teller.mtu()));
    }

    /** That a transfer went well and its sender's kernel has learned the MTU of the path. */
    static Finding learned(String what, Finding transfer, Namespace sender, String destination, int mtu) {
        String route = sender.run("ip", "route", "get", destination);
        Matcher known = ROUTE_MTU.matcher(route);
        boolean held = known.find() && Integer.parseInt(known.group(1)) == mtu;
        String learned = held
                ? "the sender has learned MTU %d".formatted(mtu)
                : "the sender knows of no MTU %d: %s".formatted(mtu, route);
        return new Finding(what, transfer.held() && held, transfer.figure() + "; " + learned);
    }

    /** Lets a kernel forget what it has learned. */
    static void forgetPaths(Namespace namespace) {
        namespace.run("ip", "route", "flush", "cache");
    }
}
