package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Role;

/**
 * Section 10: ICMP errors of the gateway's own. The bound of 1,000 in a second is left out: a comparison has to stay
 * below it.
 */
final class OwnErrors {
    private static final int LONGEST = 576;
    private static final int TTL = 64;
    private static final int DONT_FRAGMENT = 0x4000;

    private final Place place;
    private final Exit exit;
    private final int mssClamp;

    OwnErrors(Place place, Exit exit, int mssClamp) {
        this.mssClamp = mssClamp;
        this.place = place;
        this.exit = exit;
    }

    /** Tells the sender of a dropped packet, if there is something to tell and it may be told. */
    void tell(Turn turn, Transit transit, Drop drop) {
        Ip about = transit.sent;
        if (drop.isSilent() || about.isIcmpError() || about.isLaterFragment()) {
            return;
        }
        Role side = place.at(transit.arrival).role();
        if (transit.isTranslated) {
            Ip quoted = about.copy();
            MssClamp.apply(quoted, mssClamp);
            exit.sendBack(turn, error(source(transit), quoted, drop), side);
        } else {
            exit.sendOwn(turn, error(source(transit), about, drop), side);
        }
    }

    /**
     * The gateway's address towards the sender, or the one that the sender asked; for what had been translated to inside the
     * NAT address that hides it.
     */
    private int source(Transit transit) {
        if (transit.inward != null) {
            return transit.inward.nat.address();
        }
        int asked = transit.sent.destination();
        return place.isInterfaceAddress(asked)
                ? asked
                : place.at(transit.arrival).address();
    }

    private static Ip error(int source, Ip about, Drop drop) {
        int quote = Math.min(about.length(), LONGEST - Ip.HEADER - Icmp.HEADER);
        Ip error = new Ip(new byte[Ip.HEADER + Icmp.HEADER + quote]);
        byte[] bytes = error.bytes;
        Bytes.put8(bytes, 0, 0x45);
        Bytes.put16(bytes, 2, bytes.length);
        Bytes.put16(bytes, 6, DONT_FRAGMENT);
        Bytes.put8(bytes, 8, TTL);
        Bytes.put8(bytes, 9, Ip.ICMP);
        error.setSource(source);
        error.setDestination(about.source());
        error.renewChecksum();
        Bytes.put8(bytes, Ip.HEADER, drop.icmpType);
        Bytes.put8(bytes, Ip.HEADER + 1, drop.icmpCode);
        Bytes.put16(bytes, Ip.HEADER + 6, drop.icmpValue);
        System.arraycopy(about.bytes, 0, bytes, Ip.HEADER + Icmp.HEADER, quote);
        error.setPayload16(2, Bytes.checksum(Bytes.sum(bytes, Ip.HEADER, bytes.length)));
        return error;
    }
}
