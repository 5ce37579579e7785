package io.sallyport.lab.traffic;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** An Ethernet frame with a UDP datagram of 18 bytes, of which only the source changes from one flow to the next. */
final class NewFlowFrame {
    /** Length without the check sequence: the shortest there is on an Ethernet. */
    static final int BYTES = 60;

    private static final HexFormat MAC = HexFormat.ofDelimiter(":");
    private static final int IP = 14;
    private static final int IP_BYTES = 20;
    private static final int UDP = IP + IP_BYTES;
    private static final int CHECKSUM = IP + 10;
    private static final int SOURCE = IP + 12;
    private static final int SOURCE_PORT = UDP;

    private final byte[] template;
    private final int sumWithoutSource;

    NewFlowFrame(String sourceMac, String destinationMac, InetAddress destination) {
        template = ByteBuffer.allocate(BYTES)
                .put(MAC.parseHex(destinationMac))
                .put(MAC.parseHex(sourceMac))
                .putShort((short) 0x0800)
                .putShort((short) 0x4500)
                .putShort((short) (BYTES - IP))
                .putInt(0) // identification, no fragment
                .putShort((short) (64 << 8 | 17))
                .putShort((short) 0) // checksum
                .putInt(0) // source
                .put(destination.getAddress())
                .putShort((short) 0) // source port
                .putShort((short) Services.DISCARD)
                .putInt((BYTES - UDP) << 16) // and no UDP checksum, which is allowed (RFC 768)
                .array();
        ByteBuffer header = ByteBuffer.wrap(template);
        int sum = 0;
        for (int at = IP; at < UDP; at += Short.BYTES) {
            sum += Short.toUnsignedInt(header.getShort(at));
        }
        sumWithoutSource = sum;
    }

    /** Writes the frame of a flow at {@code at}; {@code source} is an IPv4 address, {@code frames} has network byte order. */
    void write(ByteBuffer frames, int at, int source, int port) {
        frames.put(at, template);
        frames.putInt(at + SOURCE, source);
        frames.putShort(at + SOURCE_PORT, (short) port);
        int sum = sumWithoutSource + (source >>> 16) + (source & 0xffff);
        sum = (sum & 0xffff) + (sum >>> 16);
        frames.putShort(at + CHECKSUM, (short) ~(sum + (sum >>> 16)));
    }
}
