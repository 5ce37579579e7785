package io.sallyport.verify.fuzz;

/**
 * Marks frames whose transport checksum is right, by the first four bits of the IPv4 identification, which no translation
 * changes: what left with the mark must still be right.
 */
final class Tag {
    private static final int AT = Frame.IP + 4;
    private static final int SOUND = 0xa;
    private static final int OTHER = 0x5;

    private Tag() {}

    /** Sets or takes away the mark and carries the IPv4 checksum along, so that a right one stays right and a wrong one wrong. */
    static void apply(Frame frame) {
        if (!frame.hasIpv4()) {
            return;
        }
        boolean sound = Sums.transportHolds(frame);
        int before = frame.get16(AT);
        if (sound != (before >>> 12 == SOUND)) {
            int after = (before & 0xfff) | ((sound ? SOUND : OTHER) << 12);
            frame.put16(AT, after);
            int sum = (~frame.get16(Frame.IP + 10) & 0xffff) + (~before & 0xffff) + after;
            sum = (sum & 0xffff) + (sum >>> 16);
            frame.put16(Frame.IP + 10, ~(sum + (sum >>> 16)));
        }
    }

    /** Whether a frame that left bears the mark. */
    static boolean isSound(Frame frame) {
        return frame.get8(AT) >>> 4 == SOUND && !frame.isFragment() && frame.protocol() <= Frame.UDP && hasSum(frame);
    }

    private static boolean hasSum(Frame frame) {
        int protocol = frame.protocol();
        return protocol == Frame.TCP || protocol == Frame.UDP || protocol == Frame.ICMP;
    }
}
