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
    /** Code of {@link #UNREACHABLE}: the port. */
    public static final int CODE_PORT = 3;

    private Icmp() {}

    /** Type of the message, 0 to 255. */
    public static int type(long icmp) {
        return Memory.getByte(icmp);
    }

    /** Whether a type is an error that quotes a packet and is translated (checklist C7.5). */
    public static boolean isError(int type) {
        return type == UNREACHABLE || type == SOURCE_QUENCH || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM;
    }
}
