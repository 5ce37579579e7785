package io.sallyport.verify.run;

import io.sallyport.verify.model.Addresses;
import io.sallyport.verify.model.Bytes;
import java.util.HexFormat;
import java.util.List;

/** Frames for a person. */
final class FrameText {
    private static final int ETHERNET = 14;
    private static final int SHOWN = 160;

    private FrameText() {}

    /** What was sent and what should have been. */
    static String all(List<byte[]> actual, List<byte[]> wanted) {
        StringBuilder text = new StringBuilder();
        actual.forEach(frame -> text.append("\n    got      ").append(of(frame)));
        wanted.forEach(frame -> text.append("\n    expected ").append(of(frame)));
        return text.toString();
    }

    /** One line about a frame. */
    static String of(byte[] frame) {
        return summary(frame) + " [" + hex(frame) + "]";
    }

    private static String hex(byte[] frame) {
        String hex = HexFormat.of().formatHex(frame, 0, Math.min(frame.length, SHOWN));
        return frame.length > SHOWN ? hex + "..." : hex;
    }

    private static String summary(byte[] frame) {
        boolean isIpv4 = frame.length >= ETHERNET + 20 && Bytes.get16(frame, 12) == 0x0800;
        return isIpv4 ? packet(frame, ETHERNET) : frame.length + " bytes";
    }

    private static String packet(byte[] bytes, int at) {
        int header = (bytes[at] & 15) * 4;
        int protocol = Bytes.get8(bytes, at + 9);
        int fragment = Bytes.get16(bytes, at + 6);
        StringBuilder text = new StringBuilder();
        text.append(Addresses.text(Bytes.get32(bytes, at + 12)))
                .append(" > ")
                .append(Addresses.text(Bytes.get32(bytes, at + 16)))
                .append(" protocol ")
                .append(protocol)
                .append(" ttl ")
                .append(Bytes.get8(bytes, at + 8))
                .append(" length ")
                .append(Bytes.get16(bytes, at + 2));
        if ((fragment & 0x3fff) != 0) {
            text.append(" fragment at %d%s of %04x"
                    .formatted(
                            (fragment & 0x1fff) * 8, (fragment & 0x2000) != 0 ? "+" : "", Bytes.get16(bytes, at + 4)));
        }
        if ((fragment & 0x1fff) == 0 && at + header + 8 <= bytes.length) {
            text.append(transport(bytes, at + header, protocol));
        }
        return text.toString();
    }

    private static String transport(byte[] bytes, int at, int protocol) {
        return switch (protocol) {
            case Flow.UDP -> " ports %d > %d".formatted(Bytes.get16(bytes, at), Bytes.get16(bytes, at + 2));
            case Flow.TCP ->
                " ports %d > %d flags %02x"
                        .formatted(
                                Bytes.get16(bytes, at),
                                Bytes.get16(bytes, at + 2),
                                at + 13 < bytes.length ? Bytes.get8(bytes, at + 13) : 0);
            case Flow.ICMP -> icmp(bytes, at);
            default -> "";
        };
    }

    private static String icmp(byte[] bytes, int at) {
        int type = Bytes.get8(bytes, at);
        String text = " icmp %d/%d id %d".formatted(type, Bytes.get8(bytes, at + 1), Bytes.get16(bytes, at + 4));
        boolean isError = type == 3 || type == 4 || type == 11 || type == 12;
        return isError && at + 28 <= bytes.length ? text + " about (" + packet(bytes, at + 8) + ")" : text;
    }
}
