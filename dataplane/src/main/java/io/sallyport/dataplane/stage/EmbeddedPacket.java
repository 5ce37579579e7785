package io.sallyport.dataplane.stage;

import static io.sallyport.dataplane.count.DropReason.BAD_ICMP_CHECKSUM;
import static io.sallyport.dataplane.count.DropReason.MALFORMED_ICMP;
import static io.sallyport.dataplane.count.DropReason.NO_SESSION;

import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dpdk.memory.Memory;

/**
 * The packet that an ICMP error quotes (checklist C7.5, C7.6): reads its tuple, turned round, since it went the other way
 * than the error goes, and so finds the flow it was of and that flow's owner (checklist C7.9). RFC 5508 REQ-3: the outer ICMP
 * checksum and the embedded IP checksum must be right, embedded options are stepped over, the embedded transport checksum
 * is not judged.
 */
final class EmbeddedPacket {
    /** A quote must hold at least this much of the transport header (RFC 792). */
    static final int TRANSPORT_QUOTE = 8;

    private final SlotOwners owners;

    EmbeddedPacket(SlotOwners owners) {
        this.owners = owners;
    }

    /** Fills in the session key of the quoted flow. */
    int classify(Burst burst, int i, boolean outbound, int length) {
        long icmp = burst.transport[i];
        long quote = icmp + Icmp.HEADER;
        int room = length - Icmp.HEADER;
        if (room < Ipv4.HEADER || Ipv4.version(quote) != 4 || Ipv4.headerLength(quote) < Ipv4.HEADER) {
            return Way.drop(MALFORMED_ICMP);
        }
        int header = Ipv4.headerLength(quote);
        if (room < header + TRANSPORT_QUOTE) {
            return Way.drop(MALFORMED_ICMP);
        }
        if (Checksum.of(icmp, length) != 0 || !Ipv4.checksumHolds(quote)) {
            return Way.drop(BAD_ICMP_CHECKSUM);
        }
        int protocol = Ipv4.protocol(quote);
        long transport = quote + header;
        if (Ipv4.isLaterFragment(quote) || !hasPorts(protocol, transport, outbound)) {
            return Way.drop(NO_SESSION);
        }
        return flow(burst, i, outbound, protocol, quote, transport);
    }

    /** TCP and UDP have ports; an echo message has one if it went the way of a translated query. */
    private static boolean hasPorts(int protocol, long transport, boolean outbound) {
        if (protocol == Ipv4.ICMP) {
            return Icmp.type(transport) == (outbound ? Icmp.ECHO_REPLY : Icmp.ECHO_REQUEST);
        }
        return protocol == Ipv4.TCP || protocol == Ipv4.UDP;
    }

    private int flow(Burst burst, int i, boolean outbound, int protocol, long quote, long transport) {
        burst.protocol[i] = protocol;
        burst.addresses[i] = Long.rotateLeft(Ipv4.addresses(quote), 32);
        int ports = ports(protocol, transport, outbound);
        burst.ports[i] = ports;
        int slot = outbound
                ? Slots.slot(Ipv4.destination(quote), ports & 0xffff, protocol)
                : Slots.slotOfNatPort(Ports.swap(ports >>> 16));
        burst.slot[i] = slot;
        burst.owner[i] = owners.owner(slot);
        return outbound ? Way.OUT_ERROR : Way.IN_ERROR;
    }

    private static int ports(int protocol, long transport, boolean outbound) {
        if (protocol == Ipv4.ICMP) {
            int identifier = Memory.getShort(transport + Icmp.IDENTIFIER);
            return outbound ? identifier : identifier << 16;
        }
        return Integer.rotateLeft(Memory.getInt(transport), 16);
    }
}
