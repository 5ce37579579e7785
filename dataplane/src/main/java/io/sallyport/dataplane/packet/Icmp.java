package io.sallyport.dataplane.packet;

import io.sallyport.dpdk.memory.Memory;

/**
 * An ICMP message (RFC 792).
 *
 * <pre>
 * 0 type   1 code   2 checksum   4 identifier (queries) or unused   6 sequence or next-hop MTU   8 data or quoted packet
 * </pre>
 */
public final class Icmp {
    /** Bytes before the data or the quoted packet. */
    public static final int HEADER = 8;
    /** Offset of the checksum. */
    public static final int CHECKSUM = 2;
    /** Offset of the identifier of a query. */
    public static final int IDENTIFIER = 4;
    /** Type: answer to an echo request. */
    public static final int ECHO_REPLY = 0;
    /** Type: destination unreachable. */
    public static final int UNREACHABLE = 3;
    /** Type: source quench. */
    public static final int SOURCE_QUENCH = 4;
    /** Type: echo request. */
    public static final int ECHO_REQUEST = 8;
    /** Type: time to live exceeded. */
    public static final int TIME_EXCEEDED = 11;
    /** Type: parameter problem. */
    public static final int PARAMETER_PROBLEM = 12;
    /** Type: timestamp request. */
    public static final int TIMESTAMP_REQUEST = 13;
    /** Type: answer to a timestamp request. */
    public static final int TIMESTAMP_REPLY = 14;
    /** Code of {@link #UNREACHABLE}: the network. */
    public static final int CODE_NETWORK = 0;
    /** Code of {@link #UNREACHABLE}: the host. */
    public static final int CODE_HOST = 1;
    /** Code of {@link #UNREACHABLE}: too big and not to be cut; bytes 6 and 7 give the next hop's MTU (RFC 1191). */
    public static final int CODE_TOO_BIG = 4;
    /** Code of {@link #UNREACHABLE}: the port. */
    public static final int CODE_PORT = 3;

    private Icmp() {}

    /** Type of the message, 0 to 255. */
    public static int type(long icmp) {
        return Memory.getByte(icmp);
    }

    /** Whether a type is a query that asks. */
    public static boolean isRequest(int type) {
        return type == ECHO_REQUEST || type == TIMESTAMP_REQUEST;
    }

    /** Whether a type is a query's answer. */
    public static boolean isReply(int type) {
        return type == ECHO_REPLY || type == TIMESTAMP_REPLY;
    }

    /** Whether a type is an error that quotes a packet and is translated (checklist C7.5). */
    public static boolean isError(int type) {
        return type == UNREACHABLE || type == SOURCE_QUENCH || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM;
    }

    /**
     * Bytes of the packet that an error quotes, RFC 4884's length field and the quoted total length considered.
     *
     * @param length bytes of the ICMP message, at least a header and a quoted IPv4 header
     */
    public static int quoteLength(long icmp, int length) {
        int quoted = Math.min(length - HEADER, Ipv4.totalLength(icmp + HEADER));
        int words = type(icmp) == SOURCE_QUENCH ? 0 : Memory.getByte(icmp + 5);
        return words == 0 ? quoted : Math.min(quoted, 4 * words);
    }
}
