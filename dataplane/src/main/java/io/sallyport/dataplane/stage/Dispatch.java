package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
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
    private final WorkerCounters counters;
    private final OwnIcmp icmp;
    private final Burst hairpins;

    /**
     * Makes the stage.
     *
     * @param hairpins where packets go that need a second pass
     */
    public Dispatch(
            Fates fates,
            Forward forward,
            SlowPath slowPath,
            Transmit transmit,
            PacketPool pool,
            WorkerCounters counters,
            Clock clock,
            Burst hairpins) {
        this.fates = fates;
        this.forward = forward;
        this.slowPath = slowPath;
        this.transmit = transmit;
        this.counters = counters;
        this.icmp = new OwnIcmp(pool, counters, clock, forward);
        this.hairpins = hairpins;
    }

    /** Ends the burst. */
    public void run(Burst burst, Snapshot snapshot) {
        for (int i = 0; i < burst.count; i++) {
            int way = burst.way[i];
            if (Way.isDrop(way)) {
                fates.drop(burst.mbuf[i], Way.reason(way));
            } else if (way != Way.DONE) {
                dispatch(burst, i, way, snapshot);
            }
        }
    }

    private void dispatch(Burst burst, int i, int way, Snapshot snapshot) {
        long mbuf = burst.mbuf[i];
        long ip = burst.ip[i];
        switch (way) {
            case Way.OUT, Way.OUT_ERROR -> outward(burst, i, snapshot);
            case Way.IN, Way.IN_ERROR -> forward.add(mbuf, ip, Forward.Kind.IN);
            case Way.ECHO -> icmp.echo(mbuf, ip, burst.transport[i]);
            case Way.EXPIRED -> {
                icmp.error(ip, snapshot.interfaceAt(burst.from[i]).address(), Icmp.TIME_EXCEEDED, 0);
                fates.drop(mbuf, DropReason.TTL_EXPIRED);
            }
            case Way.PORT_CLOSED -> {
                icmp.error(ip, Ipv4.destination(ip), Icmp.UNREACHABLE, Icmp.CODE_PORT);
                fates.drop(mbuf, DropReason.NOT_FOR_US);
            }
            case Way.SLOW_PATH -> slowPath.pass(mbuf, burst.from[i]);
            case Way.BRIDGE -> bridge(mbuf, burst.from[i], snapshot);
            default -> fates.consume(mbuf);
        }
    }

    private void outward(Burst burst, int i, Snapshot snapshot) {
        long ip = burst.ip[i];
        if (AddressTable.isNat(snapshot.addresses().find(Ipv4.destination(ip)))) {
            counters.add(Counter.HAIRPIN_PACKETS, 1);
            hairpins.mbuf[hairpins.count] = burst.mbuf[i];
            hairpins.from[hairpins.count] = burst.from[i];
            hairpins.hairpin[hairpins.count] = true;
            hairpins.count++;
        } else {
            forward.add(burst.mbuf[i], ip, Forward.Kind.OUT);
        }
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
