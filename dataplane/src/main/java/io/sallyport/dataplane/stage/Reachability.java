package io.sallyport.dataplane.stage;

import static io.sallyport.dataplane.count.DropReason.NO_NAT_ROLE;
import static io.sallyport.dataplane.count.DropReason.NO_ROUTE;
import static io.sallyport.dataplane.count.DropReason.SPOOFED_SOURCE;

import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.RouteTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dpdk.memory.Memory;

/**
 * Asks the routes, before a session is opened, whether its packets could come from where they came and go where they are to go
 * (RFC 2827, RFC 3704): a flow that cannot leave takes no state. Once per session, not per packet.
 */
final class Reachability {
    /** Bytes of scratch memory. */
    static final long BYTES = 32;

    private final long nextHops;
    private final long destinations;

    /** {@code scratch}: memory of {@link #BYTES} bytes. */
    Reachability(long scratch) {
        this.nextHops = scratch;
        this.destinations = scratch + 16;
    }

    /** Judges a packet from inside that would open a session; {@link Way#DONE} if it may. */
    int outbound(long ip, Snapshot snapshot) {
        look(Ipv4.source(ip), Ipv4.destination(ip), snapshot);
        if (!AddressTable.isNat(snapshot.addresses().find(Ipv4.destination(ip)))) {
            int way = towards(Role.OUTSIDE, Way.tell(NO_ROUTE), snapshot);
            if (way != Way.DONE) {
                return way;
            }
        }
        return role(0, snapshot) == Role.INSIDE ? Way.DONE : Way.drop(SPOOFED_SOURCE);
    }

    /** Judges a packet from outside that would open a session with an inside host; {@link Way#DONE} if it may. */
    int inbound(long ip, int insideAddress, boolean hairpin, Snapshot snapshot) {
        look(Ipv4.source(ip), insideAddress, snapshot);
        if (!hairpin && role(0, snapshot) != Role.OUTSIDE) {
            return Way.drop(SPOOFED_SOURCE);
        }
        return towards(Role.INSIDE, Way.drop(NO_ROUTE), snapshot);
    }

    private void look(int source, int destination, Snapshot snapshot) {
        Memory.putInt(destinations, Integer.reverseBytes(source));
        Memory.putInt(destinations + 4, Integer.reverseBytes(destination));
        snapshot.routes().lookup(destinations, nextHops, 2);
    }

    private int towards(Role wanted, int noRoute, Snapshot snapshot) {
        Role role = role(1, snapshot);
        return role == wanted ? Way.DONE : hop(1) == RouteTable.NO_ROUTE ? noRoute : Way.drop(NO_NAT_ROLE);
    }

    private long hop(int which) {
        return Memory.getLong(nextHops + 8L * which);
    }

    private Role role(int which, Snapshot snapshot) {
        long hop = hop(which);
        return hop == RouteTable.NO_ROUTE
                ? Role.NONE
                : snapshot.interfaceAt(snapshot.nextHop(hop).interfaceNumber()).role();
    }
}
