package io.sallyport.verify.model;

import java.util.Arrays;

/** Section 6: ICMP errors about packets that were translated. */
final class ErrorTranslation {
    /** Where RFC 4884 puts the length of the quote, in 32-bit words. */
    private static final int QUOTE_LENGTH = 5;

    /** The one error without such a length. */
    private static final int SOURCE_QUENCH = 4;

    /** What a quote has at least of the transport header. */
    private static final int PORTS = 8;

    private final Sessions sessions;
    private final TransportHeader header;

    ErrorTranslation(Sessions sessions, TransportHeader header) {
        this.sessions = sessions;
        this.header = header;
    }

    /** Translates an error, or refuses it. */
    void translate(Transit transit) {
        Ip outer = transit.packet;
        Drop.when(outer.isFragment(), Reason.FRAGMENT_REFUSED);
        Ip quote = quote(outer);
        Drop.when(!isChecksumRight(outer) || !quote.isChecksumRight(), Reason.BAD_ICMP_CHECKSUM);
        Drop.when(outer.destination() != quote.source(), Reason.MALFORMED_ICMP);
        Session session = session(quote, transit.isFromInside);
        rewrite(transit, quote, transit.isFromInside ? session.nat : session.inside);
        if (!transit.isFromInside) {
            transit.inward = session;
        }
    }

    /** Rule 1, and where the quote ends by rule 6. */
    private static Ip quote(Ip outer) {
        int from = outer.headerLength() + Icmp.HEADER;
        int room = outer.length() - from;
        Drop.when(room < Ip.HEADER, Reason.MALFORMED_ICMP);
        int version = Bytes.get8(outer.bytes, from) >>> 4;
        int headerLength = (Bytes.get8(outer.bytes, from) & 15) * 4;
        boolean isCutShort = room < headerLength + PORTS;
        Drop.when(version != 4 || headerLength < Ip.HEADER || isCutShort, Reason.MALFORMED_ICMP);
        return new Ip(Arrays.copyOfRange(outer.bytes, from, outer.length()));
    }

    /** Bytes of the quoted packet's payload that are part of the quote by rule 6. */
    private static int reach(Ip outer, Ip quote) {
        int end = Math.min(quote.length(), Bytes.get16(quote.bytes, 2));
        int words = outer.payload8(0) == SOURCE_QUENCH ? 0 : outer.payload8(QUOTE_LENGTH);
        if (words != 0) {
            end = Math.min(end, words * 4);
        }
        return end - quote.headerLength();
    }

    private static boolean isChecksumRight(Ip outer) {
        return Bytes.fold(Bytes.sum(outer.bytes, outer.headerLength(), outer.length())) == 0xffff;
    }

    /** Rules 4 and 5: the session of the quoted packet, which went the other way. */
    private Session session(Ip quote, boolean isErrorFromInside) {
        Drop.when(quote.isLaterFragment() || !header.isTranslated(quote.protocol()), Reason.NO_SESSION);
        int sourcePort = 0;
        int destinationPort = 0;
        if (quote.is(Ip.ICMP)) {
            int type = quote.payload8(0);
            Drop.when(!Icmp.isRequest(type) && !Icmp.isReply(type), Reason.NO_SESSION);
            sourcePort = isErrorFromInside ? 0 : quote.payload16(4);
            destinationPort = isErrorFromInside ? quote.payload16(4) : 0;
        } else if (quote.hasPorts()) {
            sourcePort = quote.payload16(0);
            destinationPort = quote.payload16(2);
        }
        End source = new End(quote.source(), sourcePort);
        End destination = new End(quote.destination(), destinationPort);
        Session session = isErrorFromInside
                ? sessions.byInside(new FlowKey(quote.protocol(), destination, source))
                : sessions.byOutside(new FlowKey(quote.protocol(), source, destination));
        if (session == null) {
            throw Drop.of(Reason.NO_SESSION);
        }
        return session;
    }

    /** Rule 6. The quote's own transport checksum cannot be computed: it follows the change. */
    private static void rewrite(Transit transit, Ip quote, End end) {
        Ip outer = transit.packet;
        boolean isErrorFromInside = transit.isFromInside;
        Transport.changeQuote(quote, reach(outer, quote), () -> Rewrite.put(quote, !isErrorFromInside, end));
        Transport.change(outer, true, () -> {
            System.arraycopy(quote.bytes, 0, outer.bytes, outer.headerLength() + Icmp.HEADER, quote.length());
            if (isErrorFromInside) {
                outer.setSource(end.address());
            } else {
                outer.setDestination(end.address());
            }
        });
    }
}
