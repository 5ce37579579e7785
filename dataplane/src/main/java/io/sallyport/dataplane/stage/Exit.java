package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;

/**
 * What {@link Forward} has to know of one next hop, read from the snapshot once for all packets of a burst that go there one after the
 * other. Owner worker only.
 */
final class Exit {
    private final Transmit transmit;
    private long hop;
    private int number;
    private Role role = Role.NONE;
    private int mtu;
    private long ownMac;
    private int gateway;
    private long gatewayMac;
    private Outbox outbox;

    Exit(Transmit transmit) {
        this.transmit = transmit;
        this.outbox = transmit.outbox(0);
        forget();
    }

    /** Makes it no next hop's; to be called when the snapshot may have changed. */
    void forget() {
        hop = -1;
    }

    /** Makes it that of a next hop's number. */
    void lead(long nextHop, Snapshot snapshot) {
        if (nextHop != hop) {
            hop = nextHop;
            NextHop next = snapshot.nextHop(nextHop);
            number = next.interfaceNumber();
            InterfaceFacts facts = snapshot.interfaceAt(number);
            role = facts.role();
            mtu = facts.mtu();
            ownMac = facts.mac();
            gateway = next.gateway();
            gatewayMac = gateway == 0 ? NeighborTable.UNKNOWN : macOf(gateway, snapshot);
            outbox = transmit.outbox(number);
        }
    }

    private long macOf(int address, Snapshot snapshot) {
        return snapshot.neighbors().find(NeighborTable.key(number, address));
    }

    /** Role of the interface. */
    Role role() {
        return role;
    }

    /** Longest IPv4 packet in bytes. */
    int mtu() {
        return mtu;
    }

    /** Number of the neighbor that a packet to {@code destination} goes to, see {@link NeighborTable#key}. */
    long neighbor(int destination) {
        return NeighborTable.key(number, gateway == 0 ? destination : gateway);
    }

    /**
     * Writes both MAC addresses of a frame to {@code destination}.
     *
     * @return false if the neighbor's is not known
     */
    boolean address(long frame, int destination, Snapshot snapshot) {
        long mac = gateway == 0 ? macOf(destination, snapshot) : gatewayMac;
        Ethernet.setAddresses(frame, mac, ownMac);
        return mac != NeighborTable.UNKNOWN;
    }

    /** Where packets wait for the interface. */
    Outbox outbox() {
        return outbox;
    }
}
