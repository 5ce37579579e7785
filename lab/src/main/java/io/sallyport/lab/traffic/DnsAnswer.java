package io.sallyport.lab.traffic;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Answers any DNS query with one A record (RFC 1035 section 4). */
final class DnsAnswer {
    private static final int HEADER = 12;
    private static final int FLAGS = 2;
    private static final short RESPONSE_AUTHORITATIVE = (short) 0x8500;
    private static final short POINTER_TO_QUESTION = (short) 0xC00C;
    private static final short TYPE_A = 1;
    private static final short CLASS_IN = 1;
    private static final int TTL_SECONDS = 60;
    private static final int RECORD = 16;

    private DnsAnswer() {}

    /** The response; empty if {@code query} is too short to be one. */
    static byte[] to(byte[] query) {
        int end = endOfQuestion(query);
        if (end > query.length) {
            return new byte[0];
        }
        ByteBuffer answer = ByteBuffer.allocate(end + RECORD).put(query, 0, end);
        answer.putShort(FLAGS, RESPONSE_AUTHORITATIVE);
        answer.putShort(4, (short) 1)
                .putShort(6, (short) 1)
                .putShort(8, (short) 0)
                .putShort(10, (short) 0);
        answer.putShort(POINTER_TO_QUESTION).putShort(TYPE_A).putShort(CLASS_IN).putInt(TTL_SECONDS);
        answer.putShort((short) 4)
                .put(InetAddress.ofLiteral(Services.DNS_ANSWER).getAddress());
        return answer.array();
    }

    private static int endOfQuestion(byte[] query) {
        int at = HEADER;
        while (at < query.length && query[at] != 0) {
            at += 1 + (query[at] & 0xff);
        }
        return at + 1 + 2 + 2;
    }
}
