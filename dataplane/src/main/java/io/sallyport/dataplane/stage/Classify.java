package io.sallyport.dataplane.stage;

import static io.sallyport.dataplane.count.DropReason.*;

import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dpdk.Mbuf;

/**
 * First stage: reads headers, decides what is to be done, and names the owner of the flow, all from the packet alone and
 * without a look at any session (checklist section 2, C3.2, C3.4, C5.7; docs/translation.md sections 1 to 4). Every frame
 * leaves with a {@link Way}.
 */
public final class Classify {
    private final boolean bridge;
    private final Admission admission;
    private final TransportHeader transport;
    private final FlowOwner owner;

    /**
     * Makes the stage.
     *
     * @param hairpin whether packets from inside to a NAT address are translated
     * @param bridge whether frames that are not IPv4 are bridged
     */
    Classify(boolean hairpin, boolean bridge, TransportHeader transport, FlowOwner owner) {
        this.bridge = bridge;
        this.admission = new Admission(hairpin);
        this.transport = transport;
        this.owner = owner;
    }

    /** Fills in everything the later stages need for each packet of the burst. */
    public void run(Burst burst, Snapshot snapshot) {
        for (int i = 0; i < burst.count; i++) {
            burst.way[i] =
                    Pass.has(burst.pass[i], Pass.ADMITTED) ? admitted(burst, i, snapshot) : frame(burst, i, snapshot);
        }
    }

    private int frame(Burst burst, int i, Snapshot snapshot) {
        long mbuf = burst.mbuf[i];
        int length = Mbuf.dataLength(mbuf);
        if (length < Ethernet.HEADER || Mbuf.segments(mbuf) != 1) {
            return Way.drop(MALFORMED_ETHERNET);
        }
        long frame = Mbuf.data(mbuf);
        int type = Ethernet.type(frame);
        if (type == Ethernet.TYPE_IPV4) {
            InterfaceFacts from = snapshot.interfaceAt(burst.from[i]);
            if (Ethernet.destination(frame) != from.mac()) {
                return Way.drop(DESTINATION_NOT_UNICAST);
            }
            return ipv4(burst, i, frame + Ethernet.HEADER, length - Ethernet.HEADER, from.role(), snapshot);
        }
        if (type == Ethernet.TYPE_ARP) {
            return Way.SLOW_PATH;
        }
        if (type == Ethernet.TYPE_VLAN || type == Ethernet.TYPE_SERVICE_VLAN) {
            return Way.drop(VLAN_TAGGED);
        }
        return bridge ? Way.BRIDGE : Way.drop(NON_IPV4);
    }

    private int ipv4(Burst burst, int i, long ip, int room, Role role, Snapshot snapshot) {
        if (room < Ipv4.HEADER || Ipv4.version(ip) != 4) {
            return Way.drop(MALFORMED_IPV4);
        }
        int header = Ipv4.headerLength(ip);
        int total = Ipv4.totalLength(ip);
        if (header < Ipv4.HEADER || total < header || total > room) {
            return Way.drop(MALFORMED_IPV4);
        }
        if (!Ipv4.checksumHolds(ip)) {
            return Way.drop(BAD_IP_CHECKSUM);
        }
        if (Ipv4.fragmentOffset(ip) + total - header > Ipv4.MOST_PAYLOAD) {
            return Way.drop(FRAGMENT_REFUSED);
        }
        if (total < room) {
            Mbuf.setLength(burst.mbuf[i], Ethernet.HEADER + total); // Ethernet padding is not part of the packet
        }
        burst.ip[i] = ip;
        int way = admission.judge(ip, role, snapshot);
        return way == Way.DONE ? translated(burst, i, ip, header, role == Role.INSIDE, snapshot) : way;
    }

    /** A packet that a worker has judged before. */
    private int admitted(Burst burst, int i, Snapshot snapshot) {
        long ip = Mbuf.data(burst.mbuf[i]) + Ethernet.HEADER;
        burst.ip[i] = ip;
        if (Pass.has(burst.pass[i], Pass.FINISHED)) {
            return Way.SEND;
        }
        boolean fromInside = snapshot.interfaceAt(burst.from[i]).role() == Role.INSIDE;
        boolean outbound = Pass.isOutbound(burst.pass[i], fromInside);
        return translated(burst, i, ip, Ipv4.headerLength(ip), outbound, snapshot);
    }

    private int translated(Burst burst, int i, long ip, int header, boolean outbound, Snapshot snapshot) {
        int protocol = Ipv4.protocol(ip);
        burst.protocol[i] = protocol;
        burst.transport[i] = ip + header;
        boolean reassembles = Ipv4.isFragment(ip) && Ipv4.hasPorts(protocol);
        if (reassembles && !Pass.has(burst.pass[i], Pass.RESOLVED)) {
            owner.fragmentHome(burst, i, ip);
            return Way.FRAGMENT;
        }
        return transport.classify(burst, i, outbound, snapshot.statics());
    }
}
