package io.sallyport.dataplane.memory;

import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * Both far ends of a {@link MemoryGateway} at once: sends packets of numbered UDP flows from inside hosts, and turns
 * every packet that leaves the gateway round, as the peer's answer. So a set of buffers can go through the gateway for
 * ever, in both directions, without being built anew. Allocates nothing after construction. Not thread-safe.
 */
public final class FarEnd {
    private static final int PORT_SHIFT = 4;
    private static final int FIRST_HOST = 0x0a10_0000;
    private static final int FIRST_PORT = 1024;
    private static final int TTL = 64;
    private static final int PAYLOAD = 18;
    private static final int TRANSPORT = Ethernet.HEADER + Ipv4.HEADER;

    /** Bytes of a packet of this class: a frame of 60 bytes, 64 with its checksum on a wire. */
    public static final int FRAME = TRANSPORT + 8 + PAYLOAD;

    private final int server;
    private final long pointers;

    /**
     * Makes the far ends.
     *
     * @param server address of the server that all flows go to, packet byte order
     * @param scratch memory of 512 bytes
     */
    public FarEnd(int server, long scratch) {
        this.server = server;
        this.pointers = scratch;
    }

    /**
     * Writes the first packet of flow {@code number} into a buffer: sixteen flows to an inside host.
     *
     * @param number 0 to 2^20 - 1
     */
    public void write(long mbuf, int number) {
        Mbuf.setLength(mbuf, FRAME);
        long frame = Mbuf.data(mbuf);
        MemoryGateway.address(frame);
        long ip = frame + Ethernet.HEADER;
        int host = Integer.reverseBytes(FIRST_HOST + (number >>> PORT_SHIFT));
        Ipv4.write(ip, FRAME - Ethernet.HEADER, TTL, Ipv4.UDP, host, server);
        long udp = frame + TRANSPORT;
        Memory.putShortBE(udp, FIRST_PORT + (number & ((1 << PORT_SHIFT) - 1)));
        Memory.putShortBE(udp + 2, 53);
        Memory.putShortBE(udp + 4, 8 + PAYLOAD);
        Memory.putShort(udp + 6, 0x1111);
    }

    /** Puts a packet on the wire to a worker; false if the wire is full. */
    public boolean send(MemoryDevice device, int queue, long mbuf) {
        Memory.putLong(pointers, mbuf);
        return device.wire(queue).enqueue(pointers, 1) == 1;
    }

    /**
     * Takes what {@code from} has sent on a queue, turns it round, and puts it on the wire of the same device: the answer
     * comes back the way the question went. Ports and addresses change places, so checksums stay as they are.
     *
     * @return how many packets
     */
    public int reflect(MemoryDevice from, int queue) {
        int n = from.sent(queue).dequeue(pointers, 64);
        for (int k = 0; k < n; k++) {
            turn(Memory.getLong(pointers + 8L * k));
        }
        return from.wire(queue).enqueue(pointers, n);
    }

    private static void turn(long mbuf) {
        long frame = Mbuf.data(mbuf);
        MemoryGateway.address(frame);
        long ip = frame + Ethernet.HEADER;
        Memory.putLong(ip + Ipv4.SOURCE, Long.rotateLeft(Ipv4.addresses(ip), 32));
        long transport = frame + TRANSPORT;
        Memory.putInt(transport, Integer.rotateLeft(Memory.getInt(transport), 16));
        int before = Memory.getShort(ip + 8);
        int after = (before & 0xff00) | TTL;
        Memory.putShort(ip + 8, after);
        int checksum = Memory.getShort(ip + Ipv4.CHECKSUM);
        Memory.putShort(ip + Ipv4.CHECKSUM, Checksum.update(checksum, Checksum.change16(before, after)));
    }
}
