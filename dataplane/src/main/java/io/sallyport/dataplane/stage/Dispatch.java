package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.policy.Refusal;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;

/**
 * Sends every packet of a burst where its way leads after NAT: translated ones to {@link Forward}, hairpins round for their
 * second half, what is for the gateway to its answer, ARP to the control thread, the rest to its drop. After this stage
 * no packet of the burst is left without a fate or a next holder.
 */
public final class Dispatch {
    private final Fates fates;
    private final Forward forward;
    private final SlowPath slowPath;
    private final Transmit transmit;
    private final SecondPass secondPass;
    private final OwnIcmp icmp;
    private final Refusal refusal;
    private final WorkerCounters counters;

    /**
     * Makes the stage.
     *
     * @param refusal what a host is told when it gets no session
     */
    Dispatch(
            Fates fates,
            Forward forward,
            SlowPath slowPath,
            Transmit transmit,
            SecondPass secondPass,
            OwnIcmp icmp,
            Refusal refusal,
            WorkerCounters counters) {
        this.fates = fates;
        this.forward = forward;
        this.slowPath = slowPath;
        this.transmit = transmit;
        this.secondPass = secondPass;
        this.icmp = icmp;
        this.refusal = refusal;
        this.counters = counters;
    }

    /** Ends the burst. */
    public void run(Burst burst, Snapshot snapshot) {
        long end = burst.end();
        for (long packet = burst.first(); packet < end; packet += Packet.SIZE) {
            int way = Packet.way(packet);
            if (Way.isDrop(way)) {
                fates.drop(Packet.mbuf(packet), Way.reason(way));
            } else if (Way.isTold(way)) {
                tell(packet, Way.reason(way), snapshot);
                fates.drop(Packet.mbuf(packet), Way.reason(way));
            } else if (way != Way.DONE) {
                dispatch(packet, way, snapshot);
            }
        }
    }

    private void dispatch(long packet, int way, Snapshot snapshot) {
        switch (way) {
            case Way.OUT, Way.OUT_ERROR -> outward(packet, snapshot);
            case Way.IN, Way.IN_ERROR, Way.SEND -> forward.add(packet);
            case Way.ROUTE -> {
                counters.add(Counter.BYPASS_PACKETS, 1);
                forward.add(packet);
            }
            case Way.ECHO -> icmp.echo(Packet.mbuf(packet), Packet.from(packet), Packet.ip(packet));
            case Way.SLOW_PATH -> slowPath.pass(Packet.mbuf(packet), Packet.from(packet));
            case Way.BRIDGE -> bridge(Packet.mbuf(packet), Packet.from(packet), snapshot);
            default -> fates.consume(Packet.mbuf(packet));
        }
    }

    /** Tells the sender of a packet that is dropped as it came. */
    private void tell(long packet, DropReason reason, Snapshot snapshot) {
        long ip = Packet.ip(packet);
        int from = Packet.from(packet);
        int own = snapshot.interfaceAt(from).address();
        switch (reason) {
            case TTL_EXPIRED -> icmp.error(ip, from, own, Icmp.TIME_EXCEEDED, 0, 0, Pass.FINISHED);
            case NOT_FOR_US -> unreachable(ip, from, Ipv4.destination(ip), Icmp.CODE_PORT);
            case NO_ROUTE -> unreachable(ip, from, own, Icmp.CODE_NETWORK);
            default -> {
                if (refusal != Refusal.NONE) {
                    unreachable(ip, from, own, refusal.code());
                }
            }
        }
    }

    private void unreachable(long ip, int from, int source, int code) {
        icmp.error(ip, from, source, Icmp.UNREACHABLE, code, 0, Pass.FINISHED);
    }

    private void outward(long packet, Snapshot snapshot) {
        int pass = Packet.pass(packet);
        boolean own = Pass.has(pass, Pass.OUTBOUND);
        if (own ? isToNat(packet, snapshot) : Pass.has(pass, Pass.HAIRPIN)) {
            counters.add(Counter.HAIRPIN_PACKETS, 1);
            secondPass.add(Packet.mbuf(packet), Packet.from(packet), Pass.onLegOf(pass) | Pass.INBOUND, 0);
        } else {
            forward.add(packet);
        }
    }

    /** An ICMP error of the gateway's own has not been through {@link Admission}. */
    private static boolean isToNat(long packet, Snapshot snapshot) {
        return AddressTable.isNat(snapshot.addresses().find(Ipv4.destination(Packet.ip(packet))));
    }

    /** To the first interface of the other role (checklist C2.6). */
    private void bridge(long mbuf, int from, Snapshot snapshot) {
        Role role = snapshot.interfaceAt(from).role();
        for (int number = 0; number < snapshot.interfaces().size(); number++) {
            InterfaceFacts to = snapshot.interfaceAt(number);
            if (to.role() != role && to.role() != Role.NONE && role != Role.NONE) {
                counters.add(Counter.BYPASS_PACKETS, 1);
                transmit.add(number, mbuf);
                return;
            }
        }
        fates.drop(mbuf, DropReason.NON_IPV4);
    }
}
