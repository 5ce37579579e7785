package io.sallyport.bench.path;

import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.packet.Udp;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * Numbered flows of one protocol, sixteen to an inside host, all to one server: writes their packets in both directions, by default frames of
 * 60 bytes (64 with the checksum on a wire). Not thread-safe.
 */
final class Flows {
    /** Bytes of the shortest frame. */
    static final int FRAME = 60;
    /** Bytes of the longest frame without jumbo frames. */
    static final int LONGEST_FRAME = 1_514;

    private static final int PORTS_PER_HOST = 16;
    private static final int FIRST_HOST = 0x0a10_0000;
    private static final int FIRST_PORT = 1024;
    private static final int SERVER = Integer.reverseBytes(0xc000_020a);
    private static final int SERVER_PORT = 53;
    private static final int TTL = 64;
    private static final int TRANSPORT = Ethernet.HEADER + Ipv4.HEADER;

    private final int protocol;
    private final int frame;
    private final int[] natAddresses;
    private final short[] natPorts;

    /** Makes flows {@code 0} to {@code count - 1} of TCP or UDP. */
    Flows(int protocol, int count) {
        this(protocol, count, FRAME);
    }

    /** Makes flows of frames of so many bytes. */
    Flows(int protocol, int count, int frame) {
        this.protocol = protocol;
        this.frame = frame;
        this.natAddresses = new int[count];
        this.natPorts = new short[count];
    }

    int count() {
        return natPorts.length;
    }

    boolean isTcp() {
        return protocol == Ipv4.TCP;
    }

    /** Inside address of a flow, packet order. */
    int host(int flow) {
        return Integer.reverseBytes(FIRST_HOST + flow / PORTS_PER_HOST);
    }

    /** Inside port of a flow, packet order. */
    int port(int flow) {
        return Short.toUnsignedInt(Short.reverseBytes((short) (FIRST_PORT + flow % PORTS_PER_HOST)));
    }

    /** Writes a packet of a flow from inside. */
    void writeOut(long mbuf, int flow, int tcpFlags) {
        write(mbuf, host(flow), SERVER, FIRST_PORT + flow % PORTS_PER_HOST, SERVER_PORT, tcpFlags);
    }

    /** Writes a packet of a flow from outside, once {@link #learn} has seen one that left. */
    void writeIn(long mbuf, int flow, int tcpFlags) {
        write(mbuf, SERVER, natAddresses[flow], SERVER_PORT, Short.toUnsignedInt(natPorts[flow]), tcpFlags);
    }

    /** Reads the NAT tuple off a packet of a flow that has left to outside. */
    void learn(long mbuf, int flow) {
        long frame = Mbuf.data(mbuf);
        natAddresses[flow] = Ipv4.source(frame + Ethernet.HEADER);
        natPorts[flow] = (short) Memory.getShortBE(frame + TRANSPORT);
    }

    private void write(long mbuf, int source, int destination, int sourcePort, int destinationPort, int tcpFlags) {
        Mbuf.setLength(mbuf, frame);
        long data = Mbuf.data(mbuf);
        MemoryGateway.address(data);
        Ipv4.write(data + Ethernet.HEADER, frame - Ethernet.HEADER, TTL, protocol, source, destination);
        long transport = data + TRANSPORT;
        Memory.putShortBE(transport, sourcePort);
        Memory.putShortBE(transport + 2, destinationPort);
        if (isTcp()) {
            Memory.putLong(transport + 4, 0);
            Memory.putInt(transport + 12, 0x5000 >>> 8 | tcpFlags << 8);
            Memory.putInt(transport + Tcp.CHECKSUM, 0);
            Memory.putShort(transport + Tcp.CHECKSUM, Checksum.of(transport, Tcp.HEADER));
        } else {
            Memory.putShortBE(transport + 4, frame - TRANSPORT);
            Memory.putShort(transport + Udp.CHECKSUM, 0x1111);
        }
    }
}
