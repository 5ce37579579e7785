package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/** Bends frames: bits, boundary values in every header field, lengths, other frames' bytes. One thread. */
final class Mutator {
    private static final int[] BYTES = {0, 1, 2, 4, 5, 7, 8, 15, 16, 20, 60, 63, 64, 69, 127, 128, 254, 255};
    private static final int[] WORDS = {
        0, 1, 7, 8, 19, 20, 21, 27, 28, 59, 60, 61, 255, 256, 575, 576, 577, 1_023, 1_024, 1_499, 1_500, 1_501, 0x7fff,
        0x8000, 0xfff8, 0xffff
    };
    private static final int[] FRAGMENT_FIELDS = {
        0x2000, 0x2001, 0x0001, 0x0002, 0x0003, 0x1fff, 0x3fff, 0x4000, 0x6000, 0x8000, 0x1ffe, 0x00b9, 0x20b9, 0xffff
    };
    private static final int[] PROTOCOLS = {0, 1, 1, 4, 6, 6, 17, 17, 33, 41, 47, 50, 51, 132, 136, 255};
    private static final int[] ICMP_TYPES = {0, 3, 3, 4, 5, 8, 11, 12, 13, 14, 15, 17, 255};
    private static final int HEADERS = 96;

    private final SplittableRandom random;
    private final Frame other = new Frame();

    Mutator(SplittableRandom random) {
        this.random = random;
    }

    /** Bends a frame once. It stays within its array. */
    void bend(Frame frame, Corpus corpus) {
        if (frame.length < Frame.IP + 20) {
            bytes(frame);
            return;
        }
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> bytes(frame);
            case 3, 4 -> ipv4(frame, Frame.IP);
            case 5, 6 -> transport(frame, Frame.IP);
            case 7 -> quoted(frame);
            case 8, 9 -> length(frame);
            case 10 -> addresses(frame);
            default -> splice(frame, corpus);
        }
    }

    private int pick(int[] values) {
        return values[random.nextInt(values.length)];
    }

    private void bytes(Frame frame) {
        if (frame.length < 2) {
            frame.length = random.nextInt(Frame.IP + 40);
            return;
        }
        int at = random.nextInt(Math.min(frame.length, random.nextInt(8) == 0 ? Frame.MOST : HEADERS) - 1);
        switch (random.nextInt(4)) {
            case 0 -> frame.put8(at, frame.get8(at) ^ 1 << random.nextInt(8));
            case 1 -> frame.put8(at, random.nextInt(256));
            case 2 -> frame.put8(at, pick(BYTES));
            default -> frame.put16(at & ~1, pick(WORDS));
        }
    }

    /** A field of the IPv4 header at an offset, which lies within the frame. */
    private void ipv4(Frame frame, int ip) {
        int rest = frame.length - ip;
        switch (random.nextInt(9)) {
            case 0 -> frame.put8(ip, 0x40 | random.nextInt(16));
            case 1 -> frame.put8(ip, random.nextInt(16) << 4 | 5);
            case 2 -> frame.put16(ip + 2, pick(WORDS));
            case 3 -> frame.put16(ip + 2, rest - 2 + random.nextInt(5));
            case 4 -> frame.put16(ip + 6, random.nextInt(4) == 0 ? random.nextInt(65_536) : pick(FRAGMENT_FIELDS));
            case 5 -> frame.put16(ip + 4, random.nextInt(4));
            case 6 -> frame.put8(ip + 8, random.nextInt(3));
            case 7 -> frame.put8(ip + 9, pick(PROTOCOLS));
            default -> options(frame, ip);
        }
    }

    private void options(Frame frame, int ip) {
        if (ip == Frame.IP && frame.hasIpv4()) {
            Headers.options(frame, 1 + random.nextInt(10), random);
        } else {
            frame.put8(ip, 0x46 + random.nextInt(10));
        }
    }

    /** A field of what follows the IPv4 header at an offset. */
    private void transport(Frame frame, int ip) {
        int at = ip + ((frame.get8(ip) & 0xf) << 2);
        if (at + 24 > frame.length) {
            bytes(frame);
            return;
        }
        switch (frame.get8(ip + 9)) {
            case Frame.TCP -> tcp(frame, at);
            case Frame.UDP -> udp(frame, at);
            default -> icmp(frame, at);
        }
    }

    private void tcp(Frame frame, int at) {
        switch (random.nextInt(6)) {
            case 0 -> frame.put8(at + 12, random.nextInt(16) << 4);
            case 1 -> frame.put8(at + 13, random.nextBoolean() ? Headers.tcpFlags(random) : random.nextInt(256));
            case 2 -> ports(frame, at);
            case 3 -> frame.put16(at + 16, pick(WORDS));
            case 4 -> frame.put8(at + 20 + random.nextInt(4), pick(BYTES));
            default -> mss(frame, at + 20 + random.nextInt(24));
        }
    }

    /** An MSS option, of any length, at any place behind the header, and a data offset that may reach it. */
    private void mss(Frame frame, int at) {
        if (at + 4 <= frame.length) {
            frame.put8(at, 2);
            frame.put8(at + 1, random.nextBoolean() ? 4 : pick(BYTES));
            frame.put16(at + 2, pick(WORDS));
            int data = frame.transport() + 12;
            frame.put8(data, 0x50 + (random.nextInt(11) << 4));
            frame.put8(data + 1, 0x02);
        }
    }

    private void udp(Frame frame, int at) {
        switch (random.nextInt(4)) {
            case 0 -> frame.put16(at + 4, pick(WORDS));
            case 1 -> frame.put16(at + 4, frame.length - at - 2 + random.nextInt(5));
            case 2 -> frame.put16(at + 6, random.nextBoolean() ? 0 : pick(WORDS));
            default -> ports(frame, at);
        }
    }

    private void ports(Frame frame, int at) {
        frame.put16(at + 2 * random.nextInt(2), random.nextInt(3) == 0 ? pick(WORDS) : Plan.remotePort(random));
    }

    private void icmp(Frame frame, int at) {
        switch (random.nextInt(4)) {
            case 0 -> frame.put8(at, pick(ICMP_TYPES));
            case 1 -> frame.put8(at + 1, random.nextInt(256));
            case 2 -> frame.put8(at + 5, random.nextBoolean() ? random.nextInt(16) : random.nextInt(256)); // RFC 4884
            default -> frame.put16(at + 4, Plan.hostPort(random));
        }
    }

    /** A field of the packet that an ICMP error quotes. */
    private void quoted(Frame frame) {
        int quote = frame.quote();
        if (frame.protocol() != Frame.ICMP || quote + 44 > frame.length) {
            ipv4(frame, Frame.IP);
            return;
        }
        if (random.nextBoolean()) {
            ipv4(frame, quote);
        } else {
            transport(frame, quote);
        }
        if (random.nextInt(4) > 0) {
            Sums.mendIp(frame, quote);
        }
    }

    private void length(Frame frame) {
        int length = frame.length;
        frame.length = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(length);
            case 1 -> Math.max(0, length - 1 - random.nextInt(8));
            case 2 -> Math.min(Frame.MOST, length + 1 + random.nextInt(46));
            default -> Math.min(length, Frame.IP + 20 + random.nextInt(48));
        };
        if (random.nextBoolean() && frame.hasIpv4()) {
            frame.put16(Frame.IP + 2, frame.length - Frame.IP);
        }
    }

    private void addresses(Frame frame) {
        switch (random.nextInt(6)) {
            case 0 -> frame.put32(Frame.IP + 12, Plan.any(random));
            case 1 -> frame.put32(Frame.IP + 16, Plan.any(random));
            case 2 -> frame.put32(Frame.IP + 16, Plan.natAddress(random));
            case 3 -> frame.from = random.nextInt(3);
            case 4 -> Headers.mac(frame, 0, Plan.gatewayMac(random.nextInt(3)));
            default -> swap(frame);
        }
    }

    private static void swap(Frame frame) {
        int source = frame.get32(Frame.IP + 12);
        frame.put32(Frame.IP + 12, frame.get32(Frame.IP + 16));
        frame.put32(Frame.IP + 16, source);
    }

    /** The tail of another frame in place of this one's. */
    private void splice(Frame frame, Corpus corpus) {
        if (corpus.size() == 0) {
            bytes(frame);
            return;
        }
        corpus.pick(other, random);
        int to = random.nextInt(frame.length);
        int at = random.nextInt(Math.max(1, other.length));
        int count = Math.min(other.length - at, Frame.MOST - to);
        System.arraycopy(other.bytes, at, frame.bytes, to, Math.max(0, count));
        frame.length = Math.max(frame.length, to + Math.max(0, count));
    }

    /** Makes right what a bend has made wrong, all of it or some: the quoted header's checksum, the message's, the header's. */
    void mend(Frame frame) {
        if (!frame.hasIpv4()) {
            return;
        }
        if (frame.end() < frame.length && random.nextInt(4) == 0) {
            frame.put16(Frame.IP + 2, frame.length - Frame.IP);
        }
        int quote = frame.quote();
        if (frame.protocol() == Frame.ICMP && quote + 20 <= frame.length && random.nextBoolean()) {
            Sums.mendIp(frame, quote);
        }
        if (random.nextInt(8) > 0) {
            Sums.mendTransport(frame);
        }
        Sums.mendIp(frame, Frame.IP);
    }
}
