package io.sallyport.dataplane.packet;

import io.sallyport.dpdk.memory.Memory;

/**
 * A TCP header (RFC 9293).
 *
 * <pre>
 * 0 source port   2 destination port   4 sequence   8 acknowledgment   12 data offset   13 flags   16 checksum
 * </pre>
 */
public final class Tcp {
    /** Bytes of a header without options. */
    public static final int HEADER = 20;
    /** Offset of the checksum. */
    public static final int CHECKSUM = 16;
    /** Flag: no more data from the sender. */
    public static final int FIN = 0x01;
    /** Flag: synchronize sequence numbers. */
    public static final int SYN = 0x02;
    /** Flag: reset the connection. */
    public static final int RST = 0x04;
    /** Flag: the acknowledgment field counts. */
    public static final int ACK = 0x10;

    private Tcp() {}

    /** Length of the header with options, in bytes. */
    public static int headerLength(long tcp) {
        return Memory.getByte(tcp + 12) >>> 4 << 2;
    }

    /** The eight flag bits. */
    public static int flags(long tcp) {
        return Memory.getByte(tcp + 13);
    }
}
