package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/** Writes well-formed headers into a {@link Frame}. Payload bytes are whatever was in the array before. */
final class Headers {
    private static final int TRANSPORT = Frame.IP + 20;
    private static final int[] FLAGS = {0x02, 0x12, 0x10, 0x18, 0x11, 0x04, 0x14, 0x01, 0x29, 0x06, 0x03, 0x00, 0xc2};

    private Headers() {}

    /** Writes the Ethernet header of a frame to the interface that it comes in by. */
    static void ethernet(Frame frame, int from, int type) {
        frame.from = from;
        mac(frame, 0, Plan.gatewayMac(from));
        mac(frame, 6, 0x0600_0000_0002L);
        frame.put16(12, type);
    }

    static void mac(Frame frame, int at, long mac) {
        for (int i = 0; i < 6; i++) {
            frame.put8(at + i, (int) (mac >>> (8 * i)));
        }
    }

    /** Writes an IPv4 header of 20 bytes for a payload of {@code payload} bytes, and sets the frame's length. */
    static void ipv4(
            Frame frame, int from, int protocol, int source, int destination, int payload, SplittableRandom random) {
        ethernet(frame, from, Frame.IPV4);
        frame.put16(Frame.IP, 0x4500);
        frame.put16(Frame.IP + 2, 20 + payload);
        frame.put16(Frame.IP + 4, random.nextInt(65_536));
        frame.put16(Frame.IP + 6, random.nextInt(4) == 0 ? 0x4000 : 0);
        frame.put8(Frame.IP + 8, ttl(random));
        frame.put8(Frame.IP + 9, protocol);
        frame.put32(Frame.IP + 12, source);
        frame.put32(Frame.IP + 16, destination);
        frame.length = TRANSPORT + payload;
        Sums.mendIp(frame, Frame.IP);
    }

    private static int ttl(SplittableRandom random) {
        int which = random.nextInt(32);
        return which < 2 ? which + 1 : 64;
    }

    /** Bytes of data: mostly few, at times as many as a link takes or more. */
    static int payload(SplittableRandom random) {
        int which = random.nextInt(64);
        return which == 0 ? random.nextInt(1_300, 2_060) : which < 4 ? random.nextInt(600) : random.nextInt(40);
    }

    /** Writes a UDP datagram after an IPv4 header that has room for it. */
    static void udp(Frame frame, int sourcePort, int destinationPort, boolean sum) {
        frame.put16(TRANSPORT, sourcePort);
        frame.put16(TRANSPORT + 2, destinationPort);
        frame.put16(TRANSPORT + 4, frame.length - TRANSPORT);
        frame.put16(TRANSPORT + 6, 0);
        if (sum) {
            Sums.mendTransport(frame);
        }
    }

    /** Writes a TCP segment after an IPv4 header that has room for 20 bytes or more; a SYN has an MSS if there is room. */
    static void tcp(Frame frame, int sourcePort, int destinationPort, int flags, int mss) {
        boolean option = (flags & 0x02) != 0 && frame.length - TRANSPORT >= 28;
        frame.put16(TRANSPORT, sourcePort);
        frame.put16(TRANSPORT + 2, destinationPort);
        frame.put8(TRANSPORT + 12, option ? 0x70 : 0x50);
        frame.put8(TRANSPORT + 13, flags);
        if (option) {
            int odd = mss & 1; // the option at an even place or an odd one
            frame.put32(TRANSPORT + 20, 0x0101_0101);
            frame.put32(TRANSPORT + 24, 0x0101_0101);
            frame.put16(TRANSPORT + 22 + odd, 0x0204);
            frame.put16(TRANSPORT + 24 + odd, mss);
        }
        Sums.mendTransport(frame);
    }

    static int tcpFlags(SplittableRandom random) {
        return FLAGS[random.nextInt(FLAGS.length)];
    }

    /** Writes an ICMP message of any type after an IPv4 header that has room for 8 bytes or more. */
    static void icmp(Frame frame, int type, int code, int identifier, int sequence) {
        frame.put8(TRANSPORT, type);
        frame.put8(TRANSPORT + 1, code);
        frame.put16(TRANSPORT + 4, identifier);
        frame.put16(TRANSPORT + 6, sequence);
        Sums.mendTransport(frame);
    }

    /** Puts IPv4 options of {@code words} times four bytes behind the header: no-operations, a record route, or junk. */
    static void options(Frame frame, int words, SplittableRandom random) {
        int header = frame.headerLength();
        int grown = header + 4 * words;
        if (!frame.hasIpv4() || header < 20 || grown > 60 || !frame.insert(Frame.IP + header, 4 * words)) {
            return;
        }
        for (int at = Frame.IP + header; at < Frame.IP + grown; at++) {
            frame.put8(at, random.nextInt(3) == 0 ? random.nextInt(256) : 1);
        }
        frame.put8(Frame.IP, 0x40 | grown >> 2);
        frame.put16(Frame.IP + 2, frame.get16(Frame.IP + 2) + 4 * words);
        Sums.mendIp(frame, Frame.IP);
    }
}
