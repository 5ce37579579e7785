package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dataplane.snapshot.StaticTable;
import java.util.Arrays;

/**
 * Names the slot and the owner of a flow (checklist C3.1 to C3.3, C5.7): from inside by a hash of the inside tuple, from outside by
 * the NAT port alone, or through a static mapping by the inside tuple it leads to. Protocols without ports go by
 * the protocol alone, fragments by their datagram.
 */
final class FlowOwner {
    private final int workers;
    private final int[] owners = new int[Slots.COUNT + 1];

    FlowOwner(int workers) {
        this.workers = workers;
        Arrays.setAll(owners, slot -> SlotOwners.owner(slot, workers));
    }

    /** Names the owner of the flows of an inside tuple; address and port in packet order. */
    void outbound(long packet, int insideAddress, int insidePort, int protocol) {
        if (Ipv4.hasPorts(protocol)) {
            ofInside(packet, insideAddress, insidePort, protocol);
        } else {
            portless(packet, protocol);
        }
    }

    /** Names the owner of the flows of a NAT tuple; address and port in packet order. */
    void inbound(long packet, int natAddress, int natPort, int protocol, StaticTable statics) {
        int found = statics.isEmpty() ? StaticTable.NONE : statics.findOutside(protocol, natAddress, natPort);
        if (!Ipv4.hasPorts(protocol)) {
            portless(packet, protocol);
        } else if (found == StaticTable.NONE) {
            ofNatPort(packet, natPort);
        } else {
            StaticMapping mapping = statics.at(found);
            int insidePort = mapping.isOneToOne() ? natPort : mapping.insidePort();
            ofInside(packet, mapping.insideAddress(), insidePort, protocol);
        }
    }

    /** Names the owner of the flows of an inside tuple of a protocol with ports. */
    void ofInside(long packet, int insideAddress, int insidePort, int protocol) {
        set(packet, Slots.slot(insideAddress, insidePort, protocol));
    }

    /** Names the owner of the flows of a NAT port in packet order, which no static mapping covers. */
    void ofNatPort(long packet, int natPort) {
        set(packet, Slots.slotOfNatPort(Ports.swap(natPort)));
    }

    /** Names the worker that all fragments of a datagram go to first. */
    void fragmentHome(long packet, long ip) {
        long addresses = Ipv4.addresses(ip);
        int mixed = (int) addresses ^ Integer.rotateLeft((int) (addresses >>> 32), 16);
        set(packet, Slots.slot(mixed, Ipv4.identification(ip), Ipv4.protocol(ip)));
    }

    private void set(long packet, int slot) {
        Packet.setOwner(packet, slot, owners[slot]);
    }

    private void portless(long packet, int protocol) {
        Packet.setOwner(packet, Slots.STATIC_BLOCK, SlotOwners.ownerOfProtocol(protocol, workers));
    }
}
