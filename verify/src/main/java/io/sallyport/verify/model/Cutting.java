package io.sallyport.verify.model;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a packet into fragments (RFC 791 section 3.2). */
final class Cutting {
    private static final int RESERVED = 0x8000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int MOST = 256;
    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;
    private static final int COPIED = 0x80;

    private Cutting() {}

    /** The fragments of a packet that is longer than {@code mtu}, 68 bytes or more. */
    static List<Ip> cut(Ip packet, int mtu) {
        byte[] firstHeader = Arrays.copyOf(packet.bytes, packet.headerLength());
        byte[] laterHeader = laterHeader(packet);
        List<Ip> pieces = new ArrayList<>();
        int done = 0;
        while (done < packet.payloadLength()) {
            byte[] header = done == 0 ? firstHeader : laterHeader;
            int rest = packet.payloadLength() - done;
            int length = rest <= mtu - header.length ? rest : (mtu - header.length) / 8 * 8;
            pieces.add(piece(packet, header, done, length));
            done += length;
        }
        Drop.when(pieces.size() > MOST, Reason.NO_MBUF);
        return pieces;
    }

    private static Ip piece(Ip packet, byte[] header, int from, int length) {
        Ip piece = new Ip(Arrays.copyOf(header, header.length + length));
        System.arraycopy(packet.bytes, packet.headerLength() + from, piece.bytes, header.length, length);
        int units = (packet.offset() + from) / 8;
        boolean isLast = from + length == packet.payloadLength();
        int reserved = Bytes.get16(packet.bytes, 6) & RESERVED;
        int flag = isLast && !packet.moreFollow() ? reserved : reserved | MORE_FRAGMENTS;
        Bytes.put16(piece.bytes, 2, piece.length());
        Bytes.put16(piece.bytes, 6, flag | units);
        piece.renewChecksum();
        return piece;
    }

    /** The header with only those options that each fragment must have. */
    private static byte[] laterHeader(Ip packet) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(packet.bytes, 0, Ip.HEADER);
        int at = Ip.HEADER;
        while (at < packet.headerLength() && packet.bytes[at] != END_OF_OPTIONS) {
            int length = optionLength(packet, at);
            if (length == 0) {
                break;
            }
            if ((packet.bytes[at] & COPIED) != 0) {
                header.write(packet.bytes, at, length);
            }
            at += length;
        }
        byte[] padded = Arrays.copyOf(header.toByteArray(), (header.size() + 3) / 4 * 4);
        padded[0] = (byte) (0x40 | padded.length / 4);
        return padded;
    }

    /** Bytes of an option; 0 if it does not end within the header. */
    private static int optionLength(Ip packet, int at) {
        if (packet.bytes[at] == NO_OPERATION) {
            return 1;
        }
        int left = packet.headerLength() - at;
        int length = left < 2 ? 0 : Bytes.get8(packet.bytes, at + 1);
        return length < 2 || length > left ? 0 : length;
    }
}
