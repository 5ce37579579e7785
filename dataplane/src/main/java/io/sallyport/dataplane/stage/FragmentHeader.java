package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dpdk.memory.Memory;

/** IPv4 headers of the fragments that a packet is cut into: which options go along, and what tells a fragment's place. */
final class FragmentHeader {
    /** Units of eight bytes that a fragment offset counts. */
    static final int OFFSET_BITS = 0x1fff;

    private static final int FLAGS = 6;
    private static final int MORE = 0x2000;
    private static final int COPY = 0x80;
    private static final int END = 0;
    private static final int NO_OPERATION = 1;

    private FragmentHeader() {}

    /** Length of the header that later fragments of a packet have, in bytes. */
    static int laterLength(long ip) {
        return Ipv4.HEADER + options(ip, 0);
    }

    /** Writes the header of a later fragment, all but what {@link #place} fills in. */
    static void writeLater(long ip, long later) {
        Memory.copy(ip, later, Ipv4.HEADER);
        int length = Ipv4.HEADER + options(ip, later + Ipv4.HEADER);
        Memory.putByte(later, 0x40 | (length >>> 2));
    }

    /**
     * Fills in length, place and checksum of a header that has the flags and the offset of the whole packet.
     *
     * @param payload bytes of payload that the fragment has
     * @param units where they begin in the packet's payload, in units of eight bytes
     * @param last whether they are the packet's last ones
     */
    static void place(long ip, int payload, int units, boolean last) {
        int whole = Memory.getShortBE(ip + FLAGS);
        int header = Ipv4.headerLength(ip);
        Memory.putShortBE(ip + 2, header + payload);
        Memory.putShortBE(ip + FLAGS, (whole + units) | (last ? 0 : MORE));
        Memory.putShort(ip + Ipv4.CHECKSUM, 0);
        Memory.putShort(ip + Ipv4.CHECKSUM, Checksum.of(ip, header));
    }

    /** Where a packet's payload begins in its datagram, in units of eight bytes: 0 unless it is a later fragment itself. */
    static int offset(long ip) {
        return Memory.getShortBE(ip + FLAGS) & OFFSET_BITS;
    }

    /**
     * Copies the options that are in every fragment (RFC 791 section 3.1: those with the copy bit), up to the first one whose
     * length is wrong, and fills up to a whole word.
     *
     * @param to where to, 0 to find out their length only
     * @return their length in bytes, a multiple of 4
     */
    private static int options(long ip, long to) {
        int header = Ipv4.headerLength(ip);
        int copied = 0;
        int at = Ipv4.HEADER;
        while (at < header) {
            int length = optionLength(ip, at, header);
            if (length == 0) {
                break;
            }
            if ((Memory.getByte(ip + at) & COPY) != 0) {
                copied += copy(ip + at, to == 0 ? 0 : to + copied, length);
            }
            at += length;
        }
        int padding = -copied & 3;
        if (to != 0) {
            Memory.clear(to + copied, padding);
        }
        return copied + padding;
    }

    private static int copy(long from, long to, int length) {
        if (to != 0) {
            Memory.copy(from, to, length);
        }
        return length;
    }

    /** Length of an option, 0 at the end of the options or if the length is wrong. */
    private static int optionLength(long ip, int at, int header) {
        int kind = Memory.getByte(ip + at);
        if (kind == END || kind == NO_OPERATION) {
            return kind;
        }
        int length = at + 1 < header ? Memory.getByte(ip + at + 1) : 0;
        return length < 2 || at + length > header ? 0 : length;
    }
}
