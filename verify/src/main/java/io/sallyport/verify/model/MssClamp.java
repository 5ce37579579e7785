package io.sallyport.verify.model;

import java.util.ArrayList;
import java.util.List;

/** Section 11: the highest MSS let through. */
final class MssClamp {
    private static final int FIXED = 20;
    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;
    private static final int MSS = 2;

    private MssClamp() {}

    /** Lowers the MSS option of a segment with SYN. */
    static void apply(Ip packet, int highest) {
        boolean hasHeader = packet.is(Ip.TCP) && !packet.isLaterFragment();
        if (highest == 0 || !hasHeader || !TcpTrack.hasSyn(packet.payload8(13))) {
            return;
        }
        for (int at : find(packet)) {
            if (packet.payload16(at) > highest) {
                Transport.change(packet, !packet.isFragment(), () -> packet.setPayload16(at, highest));
            }
        }
    }

    /** Where in the payload the values of MSS options stand. */
    private static List<Integer> find(Ip packet) {
        List<Integer> found = new ArrayList<>();
        int end = Math.min((packet.payload8(12) >>> 4) * 4, packet.payloadLength());
        int at = FIXED;
        while (at < end && packet.payload8(at) != END_OF_OPTIONS) {
            int length = length(packet, at, end);
            if (length == 0) {
                break;
            }
            if (packet.payload8(at) == MSS && length == 4) {
                found.add(at + 2);
            }
            at += length;
        }
        return found;
    }

    /** Bytes of an option; 0 if it does not end within the header. */
    private static int length(Ip packet, int at, int end) {
        if (packet.payload8(at) == NO_OPERATION) {
            return 1;
        }
        int length = at + 1 < end ? packet.payload8(at + 1) : 0;
        return length < 2 || at + length > end ? 0 : length;
    }
}
