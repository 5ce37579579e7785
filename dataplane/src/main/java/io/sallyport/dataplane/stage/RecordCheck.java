package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TcpState;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dataplane.snapshot.StaticTable;
import org.jspecify.annotations.Nullable;

/**
 * What a record of an earlier process must fulfil to go on under the configuration of this one (checklist C13.5): that this worker
 * could have made it, that its NAT tuple is still the pool's or its static mapping's, and that its time is not up.
 */
final class RecordCheck implements SessionTable.Judge {
    private static final int KIND = SessionLine.STATIC | SessionLine.MAPPED | SessionLine.MAPPING | SessionLine.PEER;

    private final int self;
    private final int workers;
    private final Snapshot snapshot;
    private final SessionLife life;

    RecordCheck(int self, int workers, Snapshot snapshot, SessionLife life) {
        this.self = self;
        this.workers = workers;
        this.snapshot = snapshot;
        this.life = life;
    }

    @Override
    public @Nullable Discard judge(long line) {
        if (!isPlausible(line)) {
            return Discard.IMPLAUSIBLE;
        }
        if (SessionLine.isSession(line) && life.isOver(line)) {
            return Discard.EXPIRED;
        }
        return (SessionLine.flags(line) & SessionLine.STATIC) != 0 ? ofStatic(line) : ofPool(line);
    }

    private boolean isPlausible(long line) {
        int flags = SessionLine.flags(line);
        int protocol = SessionLine.protocol(line);
        boolean kind = Integer.bitCount(flags & KIND) <= 1 && flags < 2 * SessionLine.PEER;
        boolean state = SessionLine.tcpState(line) <= (protocol == Ipv4.TCP ? TcpState.HIGHEST : 0);
        boolean place = Ipv4.hasPorts(protocol) ? isInSlot(line) : isPortless(line);
        return kind && state && place && (SessionLine.isSession(line) ? life.idle(line) >= 0 : isForAllRemotes(line));
    }

    /** When a mapping was last idle says nothing while it has sessions, and may be longer ago than the clock can tell. */
    private static boolean isForAllRemotes(long line) {
        return SessionLine.remoteAddress(line) == 0 && SessionLine.remotePort(line) == 0;
    }

    /** Both ways lead here: the hash of the inside tuple and, unless it is a static mapping's, the NAT port. */
    private boolean isInSlot(long line) {
        int slot =
                Slots.slot(SessionLine.insideAddress(line), SessionLine.insidePort(line), SessionLine.protocol(line));
        return slot == SessionLine.slot(line)
                && SlotOwners.owner(slot, workers) == self
                && ((SessionLine.flags(line) & SessionLine.STATIC) != 0
                        || Slots.slotOfNatPort(Ports.swap(SessionLine.natPort(line))) == slot)
                && (SessionLine.protocol(line) != Ipv4.ICMP || SessionLine.remotePort(line) == 0);
    }

    private boolean isPortless(long line) {
        return SessionLine.slot(line) == Slots.STATIC_BLOCK
                && SlotOwners.ownerOfProtocol(SessionLine.protocol(line), workers) == self
                && (SessionLine.flags(line) & ~SessionLine.STATIC) == 0
                && SessionLine.outKeyPorts(line) == 0
                && SessionLine.natPort(line) == 0;
    }

    private @Nullable Discard ofStatic(long line) {
        StaticTable statics = snapshot.statics();
        int found = statics.findInside(
                SessionLine.protocol(line), SessionLine.insideAddress(line), SessionLine.insidePort(line));
        if (found == StaticTable.NONE) {
            return Discard.STATIC_MAPPING_REMOVED;
        }
        StaticMapping mapping = statics.at(found);
        int port = mapping.isOneToOne() ? SessionLine.insidePort(line) : mapping.outsidePort();
        boolean same = mapping.outsideAddress() == SessionLine.natAddress(line) && port == SessionLine.natPort(line);
        return same ? null : Discard.STATIC_MAPPING_REMOVED;
    }

    private @Nullable Discard ofPool(long line) {
        if (!AddressTable.isPool(snapshot.addresses().find(SessionLine.natAddress(line)))) {
            return Discard.POOL_ADDRESS_REMOVED;
        }
        int taken = snapshot.statics()
                .findOutside(SessionLine.protocol(line), SessionLine.natAddress(line), SessionLine.natPort(line));
        return taken == StaticTable.NONE ? null : Discard.PORT_NOT_AVAILABLE;
    }
}
