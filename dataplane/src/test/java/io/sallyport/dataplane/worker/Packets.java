package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * Builds and checks test packets with code that shares nothing with the data plane but memory access: checksums here are
 * summed over the whole packet, byte by byte.
 */
final class Packets {
    static final int ETHERNET = 14;
    static final int IP = 20;

    private Packets() {}

    /** An IPv4 address as a person writes it, in packet byte order. */
    static int address(String text) {
        int result = 0;
        for (String part : text.split("\\.", 4)) {
            result = result << 8 | Integer.parseInt(part);
        }
        return Integer.reverseBytes(result);
    }

    static String text(int address) {
        return (address & 255) + "." + (address >>> 8 & 255) + "." + (address >>> 16 & 255) + "." + (address >>> 24);
    }

    /** One end of a flow: address in packet byte order, port or ICMP identifier in host byte order. */
    record End(int address, int port) {
        static End of(String address, int port) {
            return new End(Packets.address(address), port);
        }

        @Override
        public String toString() {
            return text(address) + ":" + port;
        }
    }

    static long udp(MemoryPool pool, End from, End to, int payload) {
        long frame = frame(pool, Ipv4.UDP, from.address(), to.address(), 8 + payload);
        long udp = transport(frame);
        ports(udp, from, to);
        Memory.putShortBE(udp + 4, 8 + payload);
        fill(udp + 8, payload);
        finish(frame);
        return frame;
    }

    static long tcp(MemoryPool pool, End from, End to, int flags, int payload) {
        long frame = frame(pool, Ipv4.TCP, from.address(), to.address(), 20 + payload);
        long tcp = transport(frame);
        ports(tcp, from, to);
        Memory.putIntBE(tcp + 4, 0x01020304);
        Memory.putIntBE(tcp + 8, 0x05060708);
        Memory.putByte(tcp + 12, 0x50);
        Memory.putByte(tcp + 13, flags);
        Memory.putShortBE(tcp + 14, 4096);
        fill(tcp + 20, payload);
        finish(frame);
        return frame;
    }

    /** An echo request (type 8) or reply (type 0). */
    static long echo(MemoryPool pool, int type, int from, int to, int identifier, int payload) {
        long frame = frame(pool, Ipv4.ICMP, from, to, 8 + payload);
        long icmp = transport(frame);
        Memory.putByte(icmp, type);
        Memory.putShortBE(icmp + 4, identifier);
        Memory.putShortBE(icmp + 6, 7);
        fill(icmp + 8, payload);
        finish(frame);
        return frame;
    }

    /** An ICMP error that quotes {@code quoted} bytes of another packet's IPv4 header and beyond. */
    static long error(MemoryPool pool, int type, int code, int from, int to, long quotedFrame, int quoted) {
        long frame = frame(pool, Ipv4.ICMP, from, to, 8 + quoted);
        long icmp = transport(frame);
        Memory.putByte(icmp, type);
        Memory.putByte(icmp + 1, code);
        Memory.copy(ip(quotedFrame), icmp + 8, quoted);
        finish(frame);
        return frame;
    }

    static long frame(MemoryPool pool, int protocol, int from, int to, int transportLength) {
        int length = ETHERNET + IP + transportLength;
        long mbuf = pool.packet(length);
        long data = Mbuf.data(mbuf);
        Memory.clear(data, length);
        MemoryGateway.address(data);
        long ip = data + ETHERNET;
        Memory.putByte(ip, 0x45);
        Memory.putShortBE(ip + 2, IP + transportLength);
        Memory.putShortBE(ip + 4, 0x1234);
        Memory.putByte(ip + 8, 64);
        Memory.putByte(ip + 9, protocol);
        Memory.putInt(ip + 12, from);
        Memory.putInt(ip + 16, to);
        return mbuf;
    }

    static long ip(long mbuf) {
        return Mbuf.data(mbuf) + ETHERNET;
    }

    static long transport(long mbuf) {
        return ip(mbuf) + IP;
    }

    static End source(long mbuf) {
        return new End(Memory.getInt(ip(mbuf) + 12), Memory.getShortBE(transport(mbuf)));
    }

    static End destination(long mbuf) {
        return new End(Memory.getInt(ip(mbuf) + 16), Memory.getShortBE(transport(mbuf) + 2));
    }

    private static void ports(long transport, End from, End to) {
        Memory.putShortBE(transport, from.port());
        Memory.putShortBE(transport + 2, to.port());
    }

    private static void fill(long at, int length) {
        for (int i = 0; i < length; i++) {
            Memory.putByte(at + i, i * 7 + 3);
        }
    }

    /** Computes all checksums of a packet from nothing. */
    static void finish(long mbuf) {
        long ip = ip(mbuf);
        Memory.putShortBE(ip + 10, 0);
        Memory.putShortBE(ip + 10, checksum(ip, IP, 0));
        int offset = checksumOffset(mbuf);
        Memory.putShortBE(transport(mbuf) + offset, 0);
        int computed = transportChecksum(mbuf);
        boolean udpZero = computed == 0 && Memory.getByte(ip + 9) == Ipv4.UDP;
        Memory.putShortBE(transport(mbuf) + offset, udpZero ? 0xffff : computed);
    }

    /** Whether all checksums of a packet are right. */
    static boolean checksumsHold(long mbuf) {
        return checksum(ip(mbuf), IP, 0) == 0 && transportChecksum(mbuf) == 0;
    }

    private static int checksumOffset(long mbuf) {
        return switch (Memory.getByte(ip(mbuf) + 9)) {
            case Ipv4.TCP -> 16;
            case Ipv4.UDP -> 6;
            default -> 2;
        };
    }

    private static int transportChecksum(long mbuf) {
        long ip = ip(mbuf);
        int protocol = Memory.getByte(ip + 9);
        int length = Memory.getShortBE(ip + 2) - IP;
        int pseudo = 0;
        if (protocol != Ipv4.ICMP) {
            for (int at = 12; at < 20; at += 2) {
                pseudo += Memory.getShortBE(ip + at);
            }
            pseudo += protocol + length;
        }
        return checksum(transport(mbuf), length, pseudo);
    }

    static int checksum(long at, int length, int start) {
        int sum = start;
        for (int i = 0; i < length; i++) {
            sum += (i & 1) == 0 ? Memory.getByte(at + i) << 8 : Memory.getByte(at + i);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }
}
