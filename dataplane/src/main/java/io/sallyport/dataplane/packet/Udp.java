package io.sallyport.dataplane.packet;

import io.sallyport.dpdk.memory.Memory;

/**
 * A UDP header (RFC 768).
 *
 * <pre>
 * 0 source port   2 destination port   4 length   6 checksum (0: none)
 * </pre>
 */
public final class Udp {
    /** Bytes of the header. */
    public static final int HEADER = 8;
    /** Offset of the checksum. */
    public static final int CHECKSUM = 6;

    private Udp() {}

    /** Length of header and data, in bytes. */
    public static int length(long udp) {
        return Memory.getShortBE(udp + 4);
    }
}
