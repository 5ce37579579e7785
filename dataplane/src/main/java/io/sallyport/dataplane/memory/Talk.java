package io.sallyport.dataplane.memory;

import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * Numbered conversations of inside hosts with a server: UDP, TCP from SYN to FIN, and pings, one packet under way in each. Packets are
 * turned round in their buffers; allocates nothing. Not thread-safe.
 */
final class Talk {
    /** Packets of a conversation, both ways. */
    static final int PACKETS = 16;

    private static final int FRAME = 64;
    private static final int IP = Ethernet.HEADER;
    private static final int TRANSPORT = IP + Ipv4.HEADER;
    private static final int PORTS_OF_HOST = 16;
    private static final int FIRST_HOST = 0x0a20_0000;
    private static final int FIRST_PORT = 2_000;
    private static final int SERVER = Integer.reverseBytes(0xc000_0210);
    private static final int TTL = 64;
    private static final int PUSH = 0x08;
    /** Where the number of a packet in its conversation is: at the end of the frame. */
    private static final int COUNT = FRAME - 1;

    private Talk() {}

    /** Writes the first packet of a conversation, from inside; the number decides host, port and protocol. */
    static void open(long mbuf, int number) {
        int host = Integer.reverseBytes(FIRST_HOST + number / PORTS_OF_HOST % 0x10_0000);
        int port = FIRST_PORT + number % PORTS_OF_HOST;
        int protocol = number % 8 == 7 ? Ipv4.ICMP : number % 8 >= 5 ? Ipv4.TCP : Ipv4.UDP;
        long transport = frame(mbuf, protocol, host, SERVER);
        if (protocol == Ipv4.ICMP) {
            Memory.putByte(transport, Icmp.ECHO_REQUEST);
            Memory.putShortBE(transport + Icmp.IDENTIFIER, port);
        } else {
            Memory.putShortBE(transport, port);
            Memory.putShortBE(transport + 2, 443);
        }
        if (protocol == Ipv4.TCP) {
            Memory.putByte(transport + 12, (Tcp.HEADER / 4) << 4);
            Memory.putByte(transport + 13, Tcp.SYN);
        } else if (protocol == Ipv4.UDP) {
            Memory.putShortBE(transport + 4, FRAME - TRANSPORT);
            Memory.putShort(transport + 6, 0x1111);
        }
    }

    /** Writes a packet from outside that belongs to no conversation, as the Internet sends them to every address. */
    static void stranger(long mbuf, int natAddress, int number) {
        long transport = frame(mbuf, Ipv4.UDP, SERVER, natAddress);
        Memory.putShortBE(transport, 53);
        Memory.putShortBE(transport + 2, FIRST_PORT + (number & 0x7fff));
        Memory.putShortBE(transport + 4, FRAME - TRANSPORT);
    }

    private static long frame(long mbuf, int protocol, int source, int destination) {
        Mbuf.setLength(mbuf, FRAME);
        long frame = Mbuf.data(mbuf);
        Memory.clear(frame, FRAME);
        MemoryGateway.address(frame);
        Ipv4.write(frame + IP, FRAME - IP, TTL, protocol, source, destination);
        return frame + TRANSPORT;
    }

    /** Turns a packet that left the gateway into its answer; false if it was the conversation's last one. */
    static boolean answer(long mbuf) {
        long frame = Mbuf.data(mbuf);
        int count = Memory.getByte(frame + COUNT) + 1;
        if (count >= PACKETS) {
            return false;
        }
        Memory.putByte(frame + COUNT, count);
        MemoryGateway.address(frame);
        long ip = frame + IP;
        Memory.putLong(ip + Ipv4.SOURCE, Long.rotateLeft(Ipv4.addresses(ip), 32));
        setTtl(ip);
        long transport = frame + TRANSPORT;
        if (Ipv4.protocol(ip) == Ipv4.ICMP) {
            Memory.putByte(transport, count % 2 == 0 ? Icmp.ECHO_REQUEST : Icmp.ECHO_REPLY);
            return true;
        }
        Memory.putInt(transport, Integer.rotateLeft(Memory.getInt(transport), 16));
        if (Ipv4.protocol(ip) == Ipv4.TCP) {
            Memory.putByte(transport + 13, flags(count));
        }
        return true;
    }

    private static int flags(int count) {
        if (count == 1) {
            return Tcp.SYN | Tcp.ACK;
        }
        return count >= PACKETS - 2 ? Tcp.FIN | Tcp.ACK : Tcp.ACK | PUSH;
    }

    private static void setTtl(long ip) {
        int before = Memory.getShort(ip + 8);
        int after = (before & 0xff00) | TTL;
        Memory.putShort(ip + 8, after);
        int checksum = Memory.getShort(ip + Ipv4.CHECKSUM);
        Memory.putShort(ip + Ipv4.CHECKSUM, Checksum.update(checksum, Checksum.change16(before, after)));
    }
}
