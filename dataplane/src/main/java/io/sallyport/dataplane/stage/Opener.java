package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.session.TcpState;
import io.sallyport.dpdk.Mbuf;

/** Tells finished packets that open flows: TCP segments with SYN alone, the only ones that show it without a table. */
final class Opener {
    private Opener() {}

    /** Whether a finished packet, of any protocol, opens a flow. */
    static boolean isOpener(long mbuf) {
        long frame = Mbuf.data(mbuf);
        if (Ethernet.type(frame) != Ethernet.TYPE_IPV4) {
            return false;
        }
        long ip = frame + Ethernet.HEADER;
        int header = Ipv4.headerLength(ip);
        boolean whole = Ipv4.totalLength(ip) >= header + Tcp.HEADER && !Ipv4.isLaterFragment(ip);
        return whole && TcpState.isSyn(Ipv4.protocol(ip), ip + header);
    }
}
