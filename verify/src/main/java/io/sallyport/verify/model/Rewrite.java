package io.sallyport.verify.model;

/** Where addresses and ports are written. Checksums are not touched here. */
final class Rewrite {
    private static final int IDENTIFIER = 4;

    private Rewrite() {}

    /**
     * Replaces one end of a packet, or of a quote that has at least 8 bytes of the transport header.
     *
     * @param isSource the source, else the destination; the identifier of ICMP is either's port
     */
    static void put(Ip packet, boolean isSource, End end) {
        if (isSource) {
            packet.setSource(end.address());
        } else {
            packet.setDestination(end.address());
        }
        if (packet.isLaterFragment()) {
            return;
        }
        if (packet.is(Ip.ICMP)) {
            packet.setPayload16(IDENTIFIER, end.port());
        } else if (packet.hasPorts()) {
            packet.setPayload16(isSource ? 0 : 2, end.port());
        }
    }
}
