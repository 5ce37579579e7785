package io.sallyport.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The internet of the lab: HTTP, DNS, echo, STUN and who asks. Arguments: the addresses to answer UDP on, two at least for STUN; TCP is answered
 * on all. Prints {@code ready} and runs until it is killed.
 */
public final class Server {
    private Server() {}

    /** Starts all services. */
    public static void main(String[] addresses) throws IOException {
        HttpService.start(Services.HTTP);
        TcpEcho.start(Services.ECHO);
        SourceService.startTcp(Services.SOURCE);
        for (String address : addresses) {
            InetAddress local = InetAddress.ofLiteral(address);
            // One socket per address: an answer has to leave from the address that was asked.
            UdpService.start(new InetSocketAddress(local, Services.ECHO), query -> query);
            SourceService.startUdp(new InetSocketAddress(local, Services.SOURCE));
            UdpService.start(new InetSocketAddress(local, Services.DNS), DnsAnswer::to);
            UdpService.discard(new InetSocketAddress(local, Services.DISCARD));
        }
        if (addresses.length > 1) {
            StunService.start(InetAddress.ofLiteral(addresses[0]), InetAddress.ofLiteral(addresses[1]));
        }
        System.out.println("ready");
    }
}
