package io.sallyport.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Map;

/**
 * Sends one datagram from each of many ports of each host, and waits for nothing. Arguments: ports per host, sources,
 * destinations. Each line on standard input starts another round over the same ports.
 */
public final class UdpFlood {
    private static final int FIRST_PORT = 10_000;

    private final int perHost;
    private final Ends ends;

    private UdpFlood(int perHost, Ends ends) {
        this.perHost = perHost;
        this.ends = ends;
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        UdpFlood flood = new UdpFlood(Integer.parseInt(arguments[0]), Ends.parse(arguments[1], arguments[2]));
        do {
            System.out.println(new Outcome(Map.of("sent", flood.round())).line());
        } while (System.in.read() == '\n');
    }

    private long round() throws IOException {
        InetSocketAddress destination = new InetSocketAddress(ends.destination(0), Services.DISCARD);
        long sent = 0;
        for (int i = 0; i < perHost; i++) {
            for (InetAddress host : ends.sources()) {
                try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
                    channel.bind(new InetSocketAddress(host, FIRST_PORT + i));
                    sent += channel.send(ByteBuffer.allocate(1), destination);
                }
            }
        }
        return sent;
    }
}
