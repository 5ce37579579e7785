package io.sallyport.dataplane.stage;

import static io.sallyport.dataplane.count.DropReason.*;

import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.NetworkSet;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;

/**
 * Who may pass into NAT at all, decided from the addresses of a valid IPv4 header (docs/translation.md section 3; checklist C1.4,
 * C2.3 to C2.5; RFC 1812 sections 5.3.1 and 5.3.7).
 */
final class Admission {
    private final boolean hairpin;

    /** {@code hairpin}: whether packets from inside to a NAT address are translated. */
    Admission(boolean hairpin) {
        this.hairpin = hairpin;
    }

    /** Returns {@link Way#DONE} for a packet that goes on to translation, else its way; notes a hairpin. */
    int judge(long packet, long ip, Role role, Snapshot snapshot) {
        AddressTable addresses = snapshot.addresses();
        int source = Ipv4.source(ip);
        if (isMartian(source) || addresses.find(source) != AddressTable.FOREIGN) {
            return Way.drop(SPOOFED_SOURCE);
        }
        int destination = Ipv4.destination(ip);
        int target = addresses.find(destination);
        if (AddressTable.isLocal(target)) {
            return local(ip);
        }
        if (isMartian(destination) || AddressTable.isBroadcast(target)) {
            return Way.drop(DESTINATION_NOT_UNICAST);
        }
        if (role == Role.NONE) {
            return Way.drop(NO_NAT_ROLE);
        }
        boolean toNat = AddressTable.isNat(target);
        if (!snapshot.untranslated().isEmpty() && isUntranslated(ip, role, toNat, snapshot.untranslated())) {
            return Ipv4.ttl(ip) <= 1 ? Way.tell(TTL_EXPIRED) : Way.ROUTE;
        }
        if (role == Role.OUTSIDE && !toNat) {
            return Way.drop(NO_NAT_ROLE);
        }
        if (role == Role.INSIDE && toNat) {
            if (!hairpin) {
                return Way.drop(HAIRPIN_DISABLED);
            }
            Packet.addPass(packet, Pass.HAIRPIN);
        }
        return Ipv4.ttl(ip) <= 1 ? Way.tell(TTL_EXPIRED) : Way.DONE;
    }

    /** To one of the gateway's own addresses (RFC 1812 section 4.3.3.6: a router answers pings). */
    private static int local(long ip) {
        if (Ipv4.isFragment(ip)) {
            return Way.drop(FRAGMENT_REFUSED);
        }
        int header = Ipv4.headerLength(ip);
        int protocol = Ipv4.protocol(ip);
        if (protocol != Ipv4.ICMP) {
            return protocol == Ipv4.UDP ? Way.tell(NOT_FOR_US) : Way.drop(NOT_FOR_US);
        }
        if (Ipv4.totalLength(ip) - header < Icmp.HEADER) {
            return Way.drop(MALFORMED_ICMP);
        }
        return Icmp.type(ip + header) == Icmp.ECHO_REQUEST ? Way.ECHO : Way.CONSUME;
    }

    /** RFC 6888 REQ-6, both directions; an ICMP error belongs to the packet that it quotes. */
    private static boolean isUntranslated(long ip, Role role, boolean toNat, NetworkSet untranslated) {
        if (role == Role.INSIDE) {
            return untranslated.holds(Ipv4.destination(ip));
        }
        return !toNat && (untranslated.holds(Ipv4.source(ip)) || quotesUntranslated(ip, untranslated));
    }

    private static boolean quotesUntranslated(long ip, NetworkSet untranslated) {
        long icmp = ip + Ipv4.headerLength(ip);
        return Ipv4.protocol(ip) == Ipv4.ICMP
                && !Ipv4.isLaterFragment(ip)
                && Ipv4.totalLength(ip) - Ipv4.headerLength(ip) >= Icmp.HEADER + Ipv4.HEADER
                && Icmp.isError(Icmp.type(icmp))
                && untranslated.holds(Ipv4.destination(icmp + Icmp.HEADER));
    }

    /** 0/8, 127/8, multicast, reserved and broadcast: never a host's address on a link (RFC 1812 section 5.3.7). */
    static boolean isMartian(int address) {
        int first = address & 0xff;
        return ((first - 1) & 0xff) >= 223 || first == 127; // 0 and 224 to 255 in one comparison
    }
}
