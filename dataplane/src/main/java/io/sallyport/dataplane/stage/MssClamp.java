package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dpdk.memory.Memory;

/** Lowers the maximum segment size that a SYN announces (RFC 9293 section 3.7.1; docs/translation.md section 11). */
final class MssClamp {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MSS = 2;
    private static final int MSS_LENGTH = 4;

    private MssClamp() {}

    /**
     * Lowers every MSS option above the limit to it and mends the checksum by what changed. Ends at the first option whose length
     * is wrong and reads nothing beyond the header.
     *
     * @param tcp header of a segment with SYN
     * @param headerLength bytes of the header that are there, 20 or more
     * @param limit highest MSS that is left alone, 0 to 65535
     */
    static void clamp(long tcp, int headerLength, int limit) {
        int at = Tcp.HEADER;
        while (at < headerLength) {
            int kind = Memory.getByte(tcp + at);
            int length = kind == NO_OPERATION ? 1 : length(tcp, at, headerLength);
            if (kind == END || length == 0) {
                return;
            }
            if (kind == MSS && length == MSS_LENGTH) {
                lower(tcp, at + 2, limit);
            }
            at += length;
        }
    }

    /** Length of an option that has one, 0 if it is wrong. */
    private static int length(long tcp, int at, int headerLength) {
        int length = at + 1 < headerLength ? Memory.getByte(tcp + at + 1) : 0;
        return length < 2 || at + length > headerLength ? 0 : length;
    }

    private static void lower(long tcp, int offset, int limit) {
        int mss = Memory.getShortBE(tcp + offset);
        if (mss <= limit) {
            return;
        }
        int native16 = Memory.getShort(tcp + offset);
        Memory.putShortBE(tcp + offset, limit);
        // At an odd offset each byte counts in the other half of a word of the sum (RFC 1071 section 2).
        int change = (offset & 1) == 0
                ? Checksum.change16(native16, Memory.getShort(tcp + offset))
                : Checksum.change16(mss, limit);
        long checksum = tcp + Tcp.CHECKSUM;
        Memory.putShort(checksum, Checksum.update(Memory.getShort(checksum), change));
    }
}
