package io.sallyport.verify.fuzz;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checksums over frames in arrays: is one right, make it right. Takes any bytes, however broken. Static functions. */
final class Sums {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Sums() {}

    /** Folded one's complement sum of the bytes from one offset to another, which is 0xffff over data with its own checksum. */
    static int sum(byte[] bytes, int from, int to, long start) {
        long sum = start;
        int at = from;
        for (; at + 4 <= to; at += 4) {
            sum += Integer.toUnsignedLong((int) INT.get(bytes, at)); // two words at once: 2^16 counts as 1
        }
        for (; at + 1 < to; at += 2) {
            sum += ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
        }
        if (at < to) {
            sum += (bytes[at] & 0xff) << 8;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) sum;
    }

    /** Writes the checksum of the IPv4 header at an offset, if the header lies within the frame. */
    static void mendIp(Frame frame, int ip) {
        int end = ip + ((frame.get8(ip) & 0xf) << 2);
        if (end - ip >= 20 && end <= frame.length) {
            frame.put16(ip + 10, 0);
            frame.put16(ip + 10, ~sum(frame.bytes, ip, end, 0));
        }
    }

    /** Writes the checksum of a TCP, UDP or ICMP message that is not in fragments, as far as there is one. */
    static void mendTransport(Frame frame) {
        int at = checksumAt(frame);
        if (at > 0) {
            frame.put16(at, 0);
            int sum = ~sum(frame.bytes, frame.transport(), end(frame), pseudo(frame)) & 0xffff;
            frame.put16(at, sum == 0 && frame.protocol() == Frame.UDP ? 0xffff : sum);
        }
    }

    /** Whether the message that follows the IPv4 header is whole and its checksum right; a UDP checksum of zero is. */
    static boolean transportHolds(Frame frame) {
        int at = checksumAt(frame);
        if (at < 0) {
            return false;
        }
        boolean none = frame.protocol() == Frame.UDP && frame.get16(at) == 0;
        return none || sum(frame.bytes, frame.transport(), end(frame), pseudo(frame)) == 0xffff;
    }

    /** Offset of the checksum of the message, -1 if there is none within the packet. */
    private static int checksumAt(Frame frame) {
        if (!frame.hasIpv4() || frame.headerLength() < 20 || frame.isFragment()) {
            return -1;
        }
        int offset =
                switch (frame.protocol()) {
                    case Frame.TCP -> 16;
                    case Frame.UDP -> 6;
                    case Frame.ICMP -> 2;
                    default -> -1;
                };
        int least = offset == 16 ? 20 : 8;
        return offset < 0 || frame.end() - frame.transport() < least || end(frame) < frame.transport() + least
                ? -1
                : frame.transport() + offset;
    }

    /** UDP says itself how long it is. */
    private static int end(Frame frame) {
        int end = frame.end();
        return frame.protocol() == Frame.UDP
                ? Math.min(end, frame.transport() + frame.get16(frame.transport() + 4))
                : end;
    }

    private static long pseudo(Frame frame) {
        if (frame.protocol() == Frame.ICMP) {
            return 0;
        }
        long addresses = sum(frame.bytes, Frame.IP + 12, Frame.IP + 20, 0);
        return addresses + frame.protocol() + (end(frame) - frame.transport());
    }
}
