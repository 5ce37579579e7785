package io.sallyport.verify.model;

/** The checksums of TCP, UDP and ICMP, and how they follow a change to a packet. */
final class Transport {
    private static final int NONE = -1;

    private Transport() {}

    /**
     * Changes a packet and lets its checksums follow. The transport checksum is computed anew if it was right; if it was
     * wrong, or cannot be known because this is only part of a datagram, it stays wrong by as much (RFC 1624 equation 3).
     *
     * @param isWhole whether the packet holds its whole datagram
     */
    static void change(Ip packet, boolean isWhole, Runnable change) {
        change(packet, isWhole, packet.payloadLength(), change);
    }

    /** Changes a quote of a packet; the transport checksum counts only within {@code reach} bytes of its payload. */
    static void changeQuote(Ip quote, int reach, Runnable change) {
        change(quote, false, reach, change);
    }

    private static void change(Ip packet, boolean isWhole, int reach, Runnable change) {
        int at = checksumAt(packet, reach);
        if (at == NONE) {
            change.run();
        } else if (isWhole && isRight(packet)) {
            change.run();
            put(packet, at, 0);
            put(packet, at, Bytes.checksum(sum(packet)));
        } else {
            int checksum = Bytes.get16(packet.bytes, at);
            int before = Bytes.fold(sumOfAllElse(packet, at));
            change.run();
            int after = Bytes.fold(sumOfAllElse(packet, at));
            put(packet, at, Bytes.checksum((~checksum & 0xffff) + (~before & 0xffff) + after));
        }
        packet.renewChecksum();
    }

    /** Whether the transport checksum of a whole packet is right. */
    static boolean isRight(Ip packet) {
        return Bytes.fold(sum(packet)) == 0xffff;
    }

    /** Where the checksum is, if there is one to keep up: not in later fragments, not beyond a quote, not a UDP checksum of 0. */
    private static int checksumAt(Ip packet, int reach) {
        int within =
                switch (packet.protocol()) {
                    case Ip.TCP -> 16;
                    case Ip.UDP -> 6;
                    case Ip.ICMP -> 2;
                    default -> NONE;
                };
        if (within == NONE || packet.isLaterFragment() || reach < within + 2) {
            return NONE;
        }
        boolean isUnused = packet.is(Ip.UDP) && packet.payload16(within) == 0;
        return isUnused ? NONE : packet.headerLength() + within;
    }

    private static void put(Ip packet, int at, int checksum) {
        Bytes.put16(packet.bytes, at, packet.is(Ip.UDP) && checksum == 0 ? 0xffff : checksum);
    }

    /** What the checksum is over (RFC 768, 792, 9293), itself included. */
    private static long sum(Ip packet) {
        int from = packet.headerLength();
        int covered = packet.is(Ip.UDP) ? packet.payload16(4) : packet.payloadLength();
        long sum = Bytes.sum(packet.bytes, from, from + covered);
        return packet.is(Ip.ICMP) ? sum : sum + addresses(packet) + packet.protocol() + covered;
    }

    private static long sumOfAllElse(Ip packet, int checksumAt) {
        long sum =
                Bytes.sum(packet.bytes, packet.headerLength(), packet.length()) - Bytes.get16(packet.bytes, checksumAt);
        return packet.is(Ip.ICMP) ? sum : sum + addresses(packet);
    }

    private static long addresses(Ip packet) {
        return Bytes.sum(packet.bytes, 12, 20);
    }
}
