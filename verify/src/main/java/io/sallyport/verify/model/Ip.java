package io.sallyport.verify.model;

/** An IPv4 packet in an array of exactly its length (RFC 791), and where its parts are. */
final class Ip {
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int HEADER = 20;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;

    final byte[] bytes;

    Ip(byte[] bytes) {
        this.bytes = bytes;
    }

    Ip copy() {
        return new Ip(bytes.clone());
    }

    int length() {
        return bytes.length;
    }

    int headerLength() {
        return (bytes[0] & 15) * 4;
    }

    int payloadLength() {
        return length() - headerLength();
    }

    int identification() {
        return Bytes.get16(bytes, 4);
    }

    boolean mayNotBeCut() {
        return (Bytes.get16(bytes, 6) & DONT_FRAGMENT) != 0;
    }

    boolean moreFollow() {
        return (Bytes.get16(bytes, 6) & MORE_FRAGMENTS) != 0;
    }

    /** Where its payload begins in the datagram, in bytes. */
    int offset() {
        return (Bytes.get16(bytes, 6) & 0x1fff) * 8;
    }

    boolean isFragment() {
        return moreFollow() || isLaterFragment();
    }

    boolean isLaterFragment() {
        return offset() != 0;
    }

    int ttl() {
        return Bytes.get8(bytes, 8);
    }

    void setTtl(int ttl) {
        Bytes.put8(bytes, 8, ttl);
    }

    int protocol() {
        return Bytes.get8(bytes, 9);
    }

    boolean is(int protocol) {
        return protocol() == protocol;
    }

    /** Whether its protocol has ports, or identifiers that stand for them. */
    boolean hasPorts() {
        return is(TCP) || is(UDP) || is(ICMP);
    }

    int source() {
        return Bytes.get32(bytes, 12);
    }

    void setSource(int address) {
        Bytes.put32(bytes, 12, address);
    }

    int destination() {
        return Bytes.get32(bytes, 16);
    }

    void setDestination(int address) {
        Bytes.put32(bytes, 16, address);
    }

    /** Byte {@code at} of the payload. */
    int payload8(int at) {
        return Bytes.get8(bytes, headerLength() + at);
    }

    /** Two bytes of the payload. */
    int payload16(int at) {
        return Bytes.get16(bytes, headerLength() + at);
    }

    void setPayload16(int at, int value) {
        Bytes.put16(bytes, headerLength() + at, value);
    }

    /** Whether it is, or begins, an ICMP message of this kind. */
    boolean isIcmpError() {
        return is(ICMP) && !isLaterFragment() && payloadLength() > 0 && Icmp.isError(payload8(0));
    }

    boolean isChecksumRight() {
        return Bytes.fold(Bytes.sum(bytes, 0, headerLength())) == 0xffff;
    }

    void renewChecksum() {
        Bytes.put16(bytes, 10, 0);
        Bytes.put16(bytes, 10, Bytes.checksum(Bytes.sum(bytes, 0, headerLength())));
    }
}
