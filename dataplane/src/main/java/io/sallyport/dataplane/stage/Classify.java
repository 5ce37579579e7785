package io.sallyport.dataplane.stage;

import static io.sallyport.dataplane.count.DropReason.*;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.packet.Udp;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * First stage: reads headers, decides what is to be done, and names the owner of the flow, all from the packet alone and
 * without a look at any session (checklist section 2, C3.2, C3.4, C5.7). Every frame leaves with a {@link Way}.
 */
public final class Classify {
    private final SlotOwners owners;
    private final boolean hairpin;
    private final boolean bridge;
    private final EmbeddedPacket embedded;

    /**
     * Makes the stage.
     *
     * @param owners which worker owns which slot
     * @param hairpin whether packets from inside to a pool address are translated
     * @param bridge whether frames that are not IPv4 are bridged
     */
    public Classify(SlotOwners owners, boolean hairpin, boolean bridge) {
        this.owners = owners;
        this.hairpin = hairpin;
        this.bridge = bridge;
        this.embedded = new EmbeddedPacket(owners);
    }

    /** Fills in everything the later stages need for each packet of the burst. */
    public void run(Burst burst, Snapshot snapshot) {
        for (int i = 0; i < burst.count; i++) {
            burst.way[i] = frame(burst, i, snapshot);
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
            if (!burst.handedOver && Ethernet.destination(frame) != from.mac()) {
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
        if (total < room) {
            Mbuf.setLength(burst.mbuf[i], Ethernet.HEADER + total); // Ethernet padding is not part of the packet
        }
        burst.ip[i] = ip;
        burst.transport[i] = ip + header;
        int protocol = Ipv4.protocol(ip);
        burst.protocol[i] = protocol;
        int target = snapshot.addresses().find(Ipv4.destination(ip));
        int refused = refusal(burst, i, ip, role, target, snapshot);
        if (refused != Way.DONE) {
            return refused;
        }
        boolean outbound = role == Role.INSIDE && !burst.hairpin[i];
        return switch (protocol) {
            case Ipv4.TCP -> tcp(burst, i, outbound, total - header);
            case Ipv4.UDP -> udp(burst, i, outbound, total - header);
            case Ipv4.ICMP -> icmp(burst, i, outbound, total - header);
            default -> Way.drop(UNSUPPORTED_PROTOCOL);
        };
    }

    /** Everything that ends a packet's way before NAT; {@link Way#DONE} if nothing does. */
    private int refusal(Burst burst, int i, long ip, Role role, int target, Snapshot snapshot) {
        if (burst.hairpin[i]) {
            return Way.DONE; // judged when it came in
        }
        if (isMartian(Ipv4.source(ip)) || snapshot.addresses().find(Ipv4.source(ip)) != AddressTable.FOREIGN) {
            return Way.drop(SPOOFED_SOURCE);
        }
        if (AddressTable.isLocal(target)) {
            return local(ip, burst.transport[i]);
        }
        if (isMartian(Ipv4.destination(ip))) {
            return Way.drop(DESTINATION_NOT_UNICAST);
        }
        boolean toPool = AddressTable.isNat(target);
        if (role == Role.NONE || (role == Role.OUTSIDE && !toPool)) {
            return Way.drop(NO_NAT_ROLE);
        }
        if (role == Role.INSIDE && toPool && !hairpin) {
            return Way.drop(HAIRPIN_DISABLED);
        }
        if (Ipv4.isFragment(ip)) {
            return Way.drop(FRAGMENT_REFUSED);
        }
        return Ipv4.ttl(ip) <= 1 ? Way.EXPIRED : Way.DONE;
    }

    /** To one of the gateway's own addresses (RFC 1812 section 4.3.3.6: a router answers pings). */
    private static int local(long ip, long transport) {
        int length = Ipv4.totalLength(ip) - Ipv4.headerLength(ip);
        if (Ipv4.isFragment(ip)) {
            return Way.drop(FRAGMENT_REFUSED);
        }
        int protocol = Ipv4.protocol(ip);
        if (protocol == Ipv4.ICMP) {
            if (length < Icmp.HEADER) {
                return Way.drop(MALFORMED_ICMP);
            }
            return Icmp.type(transport) == Icmp.ECHO_REQUEST ? Way.ECHO : Way.CONSUME;
        }
        return protocol == Ipv4.UDP ? Way.PORT_CLOSED : Way.drop(NOT_FOR_US);
    }

    /** 0/8, 127/8, multicast, reserved and broadcast: never a host's address on a link (RFC 1812 section 5.3.7). */
    private static boolean isMartian(int address) {
        int first = address & 0xff;
        return first == 0 || first == 127 || first >= 224;
    }

    private int tcp(Burst burst, int i, boolean outbound, int length) {
        long tcp = burst.transport[i];
        if (length < Tcp.HEADER || Tcp.headerLength(tcp) < Tcp.HEADER || Tcp.headerLength(tcp) > length) {
            return Way.drop(MALFORMED_TCP);
        }
        return flow(burst, i, outbound, Memory.getInt(tcp));
    }

    private int udp(Burst burst, int i, boolean outbound, int length) {
        long udp = burst.transport[i];
        if (length < Udp.HEADER || Udp.length(udp) < Udp.HEADER || Udp.length(udp) > length) {
            return Way.drop(MALFORMED_UDP);
        }
        return flow(burst, i, outbound, Memory.getInt(udp));
    }

    private int icmp(Burst burst, int i, boolean outbound, int length) {
        long icmp = burst.transport[i];
        if (length < Icmp.HEADER) {
            return Way.drop(MALFORMED_ICMP);
        }
        int type = Icmp.type(icmp);
        if (Icmp.isError(type)) {
            return embedded.classify(burst, i, outbound, length);
        }
        int identifier = Memory.getShort(icmp + Icmp.IDENTIFIER);
        if (type == Icmp.ECHO_REQUEST && outbound) {
            return flow(burst, i, true, identifier); // the identifier is the inside port (checklist C7.1)
        }
        if (type == Icmp.ECHO_REPLY && !outbound) {
            return flow(burst, i, false, identifier << 16); // and the NAT port of the answer (checklist C7.3)
        }
        return unrequested(type);
    }

    private static int unrequested(int type) {
        DropReason reason =
                type == Icmp.ECHO_REPLY ? NO_SESSION : type == Icmp.ECHO_REQUEST ? ED_FILTER : UNSUPPORTED_PROTOCOL;
        return Way.drop(reason);
    }

    /**
     * Writes the session key of a packet and names its owner.
     *
     * @param ports the first four bytes of the transport header: source port in the lower half
     */
    private int flow(Burst burst, int i, boolean outbound, int ports) {
        long ip = burst.ip[i];
        burst.addresses[i] = Ipv4.addresses(ip);
        burst.ports[i] = ports;
        int slot = outbound
                ? Slots.slot(Ipv4.source(ip), ports & 0xffff, burst.protocol[i])
                : Slots.slotOfNatPort(Ports.swap(ports >>> 16));
        burst.slot[i] = slot;
        burst.owner[i] = owners.owner(slot);
        return outbound ? Way.OUT : Way.IN;
    }
}
