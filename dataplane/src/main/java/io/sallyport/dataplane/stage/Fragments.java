package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.fragment.FragmentTable;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dpdk.Mbuf;

/**
 * Third stage: virtual reassembly at the fragment home (docs/translation.md section 7; RFC 4787 REQ-14, RFC 1858, RFC 3128). The first
 * fragment teaches its ports to the others, which wait for it if they come early. What has ports goes through the stages
 * again, in order, to the owner of its flow.
 */
public final class Fragments {
    /** Beside TCP, UDP and ICMP: datagrams of the two directions are never taken for one. */
    private static final int OUTBOUND_BIT = 1 << 7;

    private final FragmentTable table;
    private final TransportHeader transport;
    private final SecondPass secondPass;
    private final Fates fates;
    private final WorkerCounters counters;
    private final Clock clock;

    /** Makes the stage. */
    Fragments(
            FragmentTable table,
            TransportHeader transport,
            SecondPass secondPass,
            Fates fates,
            WorkerCounters counters,
            Clock clock) {
        this.table = table;
        this.transport = transport;
        this.secondPass = secondPass;
        this.fates = fates;
        this.counters = counters;
        this.clock = clock;
    }

    /** Takes every fragment out of the burst: on to its second pass, held, or with its way a drop. */
    public void run(Burst burst, Snapshot snapshot) {
        if (!burst.hasFragments()) {
            return;
        }
        long end = burst.end();
        for (long packet = burst.first(); packet < end; packet += Packet.SIZE) {
            if (Packet.way(packet) == Way.FRAGMENT) {
                Packet.setWay(packet, fragment(packet, snapshot));
            }
        }
    }

    private int fragment(long packet, Snapshot snapshot) {
        long ip = Packet.ip(packet);
        int offset = Ipv4.fragmentOffset(ip);
        int length = Ipv4.totalLength(ip) - Ipv4.headerLength(ip);
        if (isRefused(packet, offset, length, Ipv4.hasMoreFragments(ip))) {
            return Way.drop(DropReason.FRAGMENT_REFUSED);
        }
        boolean fromInside = snapshot.interfaceAt(Packet.from(packet)).role() == Role.INSIDE;
        boolean outbound = Pass.isOutbound(Packet.pass(packet), fromInside);
        int entry = table.arrive(
                Ipv4.addresses(ip),
                Packet.protocol(packet) | (outbound ? OUTBOUND_BIT : 0),
                Ipv4.identification(ip),
                offset,
                length,
                Ipv4.hasMoreFragments(ip),
                clock.millis());
        if (entry < 0) {
            return Way.drop(entry == FragmentTable.FULL ? DropReason.FRAGMENT_TABLE_FULL : DropReason.FRAGMENT_REFUSED);
        }
        return offset == 0 ? first(packet, entry, outbound, snapshot) : later(packet, entry);
    }

    private static boolean isRefused(long packet, int offset, int length, boolean more) {
        int least = TransportHeader.leastHeader(Packet.protocol(packet));
        boolean cutInHeader = offset == 0 ? length < least : offset < least;
        return length == 0
                || (more && (length & 7) != 0)
                || cutInHeader
                || (offset == 0
                        && Packet.protocol(packet) == Ipv4.ICMP
                        && Icmp.isError(Icmp.type(Packet.transport(packet))));
    }

    private int first(long packet, int entry, boolean outbound, Snapshot snapshot) {
        int way = transport.classify(packet, outbound, snapshot.statics());
        if (way != Way.OUT && way != Way.IN) {
            return way; // what teaches no ports leaves the others to their timeout
        }
        table.teach(entry, Packet.ports(packet));
        pass(packet);
        for (long held = table.release(entry); held != 0; held = table.release(entry)) {
            secondPass.add(held, Mbuf.device(held), Mbuf.tag(held), Packet.ports(packet));
        }
        table.settle(entry);
        return Way.DONE;
    }

    private int later(long packet, int entry) {
        long mbuf = Packet.mbuf(packet);
        if (table.known(entry)) {
            Packet.setPorts(packet, table.ports(entry));
            pass(packet);
            table.settle(entry);
            return Way.DONE;
        }
        Mbuf.setDevice(mbuf, Packet.from(packet));
        Mbuf.setTag(mbuf, Packet.pass(packet) | Pass.RESOLVED);
        return table.hold(entry, mbuf) ? Way.DONE : Way.drop(DropReason.FRAGMENT_TABLE_FULL);
    }

    private void pass(long packet) {
        secondPass.add(
                Packet.mbuf(packet), Packet.from(packet), Packet.pass(packet) | Pass.RESOLVED, Packet.ports(packet));
    }

    /** Drops what has waited too long; once per turn. */
    public void expire() {
        for (int entry = table.expired(clock.millis()); entry >= 0; entry = table.expired(clock.millis())) {
            for (long held = table.release(entry); held != 0; held = table.release(entry)) {
                fates.drop(held, DropReason.FRAGMENT_TIMEOUT);
            }
            table.forget(entry);
        }
    }

    /** Sets the gauge of packets that wait here. */
    public void count() {
        counters.set(Gauge.HELD_FOR_FRAGMENT, table.held());
    }
}
