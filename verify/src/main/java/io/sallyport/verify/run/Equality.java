package io.sallyport.verify.run;

import io.sallyport.verify.model.Bytes;
import java.util.Arrays;

/**
 * Whether two frames are the same but for checksums of 0 and 0xffff, which are one number in one's complement. A UDP
 * checksum of 0 means that there is none and is no other's equal.
 */
final class Equality {
    private static final int ETHERNET = 14;
    private static final int IPV4_HEADER = 20;
    private static final int ICMP_HEADER = 8;

    private Equality() {}

    static boolean same(byte[] one, byte[] other) {
        return Arrays.equals(one, other) || (one.length == other.length && Arrays.equals(plain(one), plain(other)));
    }

    /** A copy with 0 for each checksum of 0xffff. */
    private static byte[] plain(byte[] frame) {
        byte[] copy = frame.clone();
        if (copy.length >= ETHERNET + IPV4_HEADER && Bytes.get16(copy, 12) == 0x0800) {
            packet(copy, ETHERNET);
        }
        return copy;
    }

    private static void packet(byte[] bytes, int at) {
        int transport = at + (bytes[at] & 15) * 4;
        boolean isLaterFragment = (Bytes.get16(bytes, at + 6) & 0x1fff) != 0;
        int protocol = bytes[at + 9];
        one(bytes, at + 10);
        if (isLaterFragment || transport + ICMP_HEADER > bytes.length) {
            return;
        }
        if (protocol == Flow.TCP) {
            one(bytes, transport + 16);
        } else if (protocol == Flow.ICMP) {
            one(bytes, transport + 2);
            int type = bytes[transport];
            boolean isError = type == 3 || type == 4 || type == 11 || type == 12;
            int quote = transport + ICMP_HEADER;
            if (isError && quote + IPV4_HEADER <= bytes.length) {
                packet(bytes, quote);
            }
        }
    }

    private static void one(byte[] bytes, int at) {
        if (at + 2 <= bytes.length && Bytes.get16(bytes, at) == 0xffff) {
            Bytes.put16(bytes, at, 0);
        }
    }
}
