package io.sallyport.dataplane.packet;

import io.sallyport.dpdk.memory.Memory;

/**
 * ARP for IPv4 over Ethernet (RFC 826).
 *
 * <pre>
 * 0 hardware 1   2 protocol 0x0800   4 lengths 6,4   6 operation
 * 8 sender MAC (6)   14 sender IPv4 (4)   18 target MAC (6)   24 target IPv4 (4)
 * </pre>
 *
 * IPv4 addresses are in packet byte order as {@link Memory#getInt} reads them.
 */
public final class Arp {
    /** Bytes of the message. */
    public static final int LENGTH = 28;
    /** Operation: who has this address? */
    public static final int REQUEST = 1;
    /** Operation: I have it. */
    public static final int REPLY = 2;

    private static final int ETHERNET = 1;
    private static final int LENGTHS = 0x0604;
    private static final long MAC_MASK = 0xffff_ffff_ffffL;

    private Arp() {}

    /** Whether the message is about IPv4 over Ethernet. */
    public static boolean isIpv4OverEthernet(long arp) {
        return Memory.getShortBE(arp) == ETHERNET
                && Memory.getShortBE(arp + 2) == Ethernet.TYPE_IPV4
                && Memory.getShortBE(arp + 4) == LENGTHS;
    }

    /** {@link #REQUEST}, {@link #REPLY} or another operation. */
    public static int operation(long arp) {
        return Memory.getShortBE(arp + 6);
    }

    /** MAC address of the sender. */
    public static long senderMac(long arp) {
        return Memory.getLong(arp + 8) & MAC_MASK;
    }

    /** IPv4 address of the sender. */
    public static int senderAddress(long arp) {
        return Memory.getInt(arp + 14);
    }

    /** IPv4 address that is asked for or told. */
    public static int targetAddress(long arp) {
        return Memory.getInt(arp + 24);
    }

    /** Writes a whole message. */
    public static void write(
            long arp, int operation, long senderMac, int senderAddress, long targetMac, int targetAddress) {
        Memory.putShortBE(arp, ETHERNET);
        Memory.putShortBE(arp + 2, Ethernet.TYPE_IPV4);
        Memory.putShortBE(arp + 4, LENGTHS);
        Memory.putShortBE(arp + 6, operation);
        putMac(arp + 8, senderMac);
        Memory.putInt(arp + 14, senderAddress);
        putMac(arp + 18, targetMac);
        Memory.putInt(arp + 24, targetAddress);
    }

    private static void putMac(long at, long mac) {
        Memory.putInt(at, (int) mac);
        Memory.putShort(at + 4, (int) (mac >>> 32));
    }
}
