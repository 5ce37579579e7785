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
    private final PlainPackets plain;

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
        this.plain = new PlainPackets(owner);
    }

    /** Fills in everything the later stages need for each packet of the burst. */
    public void run(Burst burst, Snapshot snapshot) {
        boolean fresh = burst.receivedFrom() != Burst.NOWHERE;
        InterfaceFacts from = snapshot.interfaceAt(fresh ? burst.receivedFrom() : 0);
        boolean tried = fresh && from.role() != Role.NONE;
        boolean others = !tried || plain.run(burst, from, snapshot);
        assert !tried || plainOnesAgree(burst, snapshot);
        burst.setHasFragments(others && judge(burst, tried, snapshot));
    }

    /** Judges what has not been, by the full rules; whether there are fragments. */
    private boolean judge(Burst burst, boolean tried, Snapshot snapshot) {
        boolean fragments = false;
        long end = burst.end();
        for (long packet = burst.first(); packet < end; packet += Packet.SIZE) {
            if (!tried || Packet.way(packet) == Way.UNJUDGED) {
                boolean judged = Pass.has(Packet.pass(packet), Pass.ADMITTED);
                int way = judged ? admitted(packet, snapshot) : frame(packet, snapshot);
                Packet.setWay(packet, way);
                fragments |= way == Way.FRAGMENT;
            }
        }
        return fragments;
    }

    /** Whether the full rules come to the same end with every plain packet. */
    private boolean plainOnesAgree(Burst burst, Snapshot snapshot) {
        boolean agree = true;
        for (long packet = burst.first(); packet < burst.end(); packet += Packet.SIZE) {
            if (Packet.way(packet) != Way.UNJUDGED) {
                int pass = Packet.pass(packet);
                int protocol = Packet.protocol(packet);
                long transport = Packet.transport(packet);
                long addresses = Packet.addresses(packet);
                int ports = Packet.ports(packet);
                int slot = Packet.slot(packet);
                int worker = Packet.owner(packet);
                agree &= frame(packet, snapshot) == Packet.way(packet)
                        && Packet.pass(packet) == pass
                        && Packet.protocol(packet) == protocol
                        && Packet.transport(packet) == transport
                        && Packet.addresses(packet) == addresses
                        && Packet.ports(packet) == ports
                        && Packet.slot(packet) == slot
                        && Packet.owner(packet) == worker;
            }
        }
        return agree;
    }

    private int frame(long packet, Snapshot snapshot) {
        long mbuf = Packet.mbuf(packet);
        int length = Mbuf.dataLength(mbuf);
        if (length < Ethernet.HEADER || Mbuf.segments(mbuf) != 1) {
            return Way.drop(MALFORMED_ETHERNET);
        }
        long ip = Packet.ip(packet);
        long frame = ip - Ethernet.HEADER;
        int type = Ethernet.type(frame);
        if (type == Ethernet.TYPE_IPV4) {
            InterfaceFacts from = snapshot.interfaceAt(Packet.from(packet));
            if (Ethernet.destination(frame) != from.mac()) {
                return Way.drop(DESTINATION_NOT_UNICAST);
            }
            return ipv4(packet, ip, length - Ethernet.HEADER, from, snapshot);
        }
        if (type == Ethernet.TYPE_ARP) {
            return Way.SLOW_PATH;
        }
        if (type == Ethernet.TYPE_VLAN || type == Ethernet.TYPE_SERVICE_VLAN) {
            return Way.drop(VLAN_TAGGED);
        }
        return bridge ? Way.BRIDGE : Way.drop(NON_IPV4);
    }

    private int ipv4(long packet, long ip, int room, InterfaceFacts from, Snapshot snapshot) {
        if (room < Ipv4.HEADER || Ipv4.version(ip) != 4) {
            return Way.drop(MALFORMED_IPV4);
        }
        int header = Ipv4.headerLength(ip);
        int total = Ipv4.totalLength(ip);
        if (header < Ipv4.HEADER || total < header || total > room) {
            return Way.drop(MALFORMED_IPV4);
        }
        if (!checksumHolds(Packet.mbuf(packet), ip, header, from)) {
            return Way.drop(BAD_IP_CHECKSUM);
        }
        if (Ipv4.fragmentOffset(ip) + total - header > Ipv4.MOST_PAYLOAD) {
            return Way.drop(FRAGMENT_REFUSED);
        }
        if (total < room) {
            Mbuf.setLength(Packet.mbuf(packet), Ethernet.HEADER + total); // Ethernet padding is not part of the packet
        }
        int way = admission.judge(packet, ip, from.role(), snapshot);
        return way == Way.DONE ? translated(packet, ip, header, from.role() == Role.INSIDE, snapshot) : way;
    }

    /** Whether the header's checksum is right: as the device says, if it does; else by a sum of our own. */
    static boolean checksumHolds(long mbuf, long ip, int header, InterfaceFacts from) {
        if (from.checksIpv4()) {
            int said = Mbuf.ipChecksum(mbuf);
            if (said == Mbuf.IP_CHECKSUM_GOOD || said == Mbuf.IP_CHECKSUM_BAD) {
                return said == Mbuf.IP_CHECKSUM_GOOD;
            }
        }
        return Ipv4.checksumHolds(ip, header);
    }

    /** A packet that a worker has judged before. */
    private int admitted(long packet, Snapshot snapshot) {
        long ip = Packet.ip(packet);
        if (Pass.has(Packet.pass(packet), Pass.FINISHED)) {
            return Way.SEND;
        }
        boolean fromInside = snapshot.interfaceAt(Packet.from(packet)).role() == Role.INSIDE;
        boolean outbound = Pass.isOutbound(Packet.pass(packet), fromInside);
        return Pass.has(Packet.pass(packet), Pass.KNOWN)
                ? known(packet, ip, outbound, snapshot)
                : translated(packet, ip, Ipv4.headerLength(ip), outbound, snapshot);
    }

    /** A packet of which another worker has found out that it is of a flow of this one. */
    private int known(long packet, long ip, boolean outbound, Snapshot snapshot) {
        Packet.setProtocol(packet, Ipv4.protocol(ip));
        Packet.setTransport(packet, ip + Ipv4.headerLength(ip));
        Packet.setAddresses(packet, Ipv4.addresses(ip));
        int way = outbound ? Way.OUT : Way.IN;
        assert isFoundAgain(packet, ip, way, snapshot) : "a packet came with other facts than its headers have";
        return way;
    }

    private boolean isFoundAgain(long packet, long ip, int way, Snapshot snapshot) {
        int slot = Packet.slot(packet);
        int self = Packet.owner(packet);
        int ports = Packet.ports(packet);
        return translated(packet, ip, Ipv4.headerLength(ip), way == Way.OUT, snapshot) == way
                && Packet.slot(packet) == slot
                && Packet.owner(packet) == self
                && Packet.ports(packet) == ports;
    }

    private int translated(long packet, long ip, int header, boolean outbound, Snapshot snapshot) {
        int protocol = Ipv4.protocol(ip);
        Packet.setProtocol(packet, protocol);
        Packet.setTransport(packet, ip + header);
        boolean reassembles = Ipv4.isFragment(ip) && Ipv4.hasPorts(protocol);
        if (reassembles && !Pass.has(Packet.pass(packet), Pass.RESOLVED)) {
            owner.fragmentHome(packet, ip);
            return Way.FRAGMENT;
        }
        return transport.classify(packet, outbound, snapshot.statics());
    }
}
