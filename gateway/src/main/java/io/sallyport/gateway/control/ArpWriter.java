package io.sallyport.gateway.control;

import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.packet.Arp;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import java.util.List;

/** Writes ARP packets and passes them to a worker to send. Control thread only. */
final class ArpWriter {
    private static final int LENGTH = Ethernet.HEADER + Arp.LENGTH;

    private final PacketPool pool;
    private final List<Ring> down;
    private final long scratch;

    ArpWriter(PacketPool pool, List<Ring> down, long scratch) {
        this.pool = pool;
        this.down = down;
        this.scratch = scratch;
    }

    /** Asks who has {@code target} (RFC 826). */
    void request(int number, InterfaceFacts from, int target) {
        send(0, number, from, Ethernet.BROADCAST, Arp.REQUEST, from.address(), 0, target);
    }

    /** Tells everyone on the link that we have {@code address} (RFC 5227 section 2.3). */
    void announce(int number, InterfaceFacts from, int address) {
        send(0, number, from, Ethernet.BROADCAST, Arp.REQUEST, address, 0, address);
    }

    /** Answers a question that worker {@code worker} received. */
    void reply(int worker, int number, InterfaceFacts from, int asked, long toMac, int toAddress) {
        send(worker, number, from, toMac, Arp.REPLY, asked, toMac, toAddress);
    }

    private void send(
            int worker,
            int number,
            InterfaceFacts from,
            long destination,
            int operation,
            int senderAddress,
            long targetMac,
            int targetAddress) {
        long mbuf = pool.allocate();
        if (mbuf == 0) {
            return; // asked again later
        }
        Mbuf.setLength(mbuf, LENGTH);
        Mbuf.setDevice(mbuf, number);
        long frame = Mbuf.data(mbuf);
        Ethernet.setAddresses(frame, destination, from.mac());
        Ethernet.setType(frame, Ethernet.TYPE_ARP);
        Arp.write(frame + Ethernet.HEADER, operation, from.mac(), senderAddress, targetMac, targetAddress);
        Memory.putLong(scratch, mbuf);
        if (down.get(worker).enqueue(scratch, 1) == 0) {
            pool.free(scratch, 1);
        }
    }
}
