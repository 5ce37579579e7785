package io.sallyport.lab.traffic;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Where flows start and end.
 *
 * @param sources inside addresses
 * @param destinations internet addresses
 */
record Ends(List<InetAddress> sources, List<InetAddress> destinations) {

    /** Reads two lists of addresses with commas between. */
    static Ends parse(String sources, String destinations) {
        return new Ends(addresses(sources), addresses(destinations));
    }

    /** Source of the flow with this number. */
    InetAddress source(int flow) {
        return sources.get(flow % sources.size());
    }

    /** Destination of the flow with this number. */
    InetAddress destination(int flow) {
        return destinations.get(flow % destinations.size());
    }

    private static List<InetAddress> addresses(String list) {
        return Arrays.stream(list.split(",", -1)).map(InetAddress::ofLiteral).toList();
    }
}
