package io.sallyport.dataplane.packet;

import io.sallyport.dpdk.memory.Memory;

/**
 * An Ethernet II header.
 *
 * <pre>
 * 0 destination (6)   6 source (6)   12 type (2)   14 payload
 * </pre>
 *
 * MAC addresses are 48-bit numbers whose <em>lowest</em> byte is the first on the wire.
 */
public final class Ethernet {
    /** Bytes of the header. */
    public static final int HEADER = 14;
    /** Type of IPv4. */
    public static final int TYPE_IPV4 = 0x0800;
    /** Type of ARP. */
    public static final int TYPE_ARP = 0x0806;
    /** Type of a VLAN tag (IEEE 802.1Q). */
    public static final int TYPE_VLAN = 0x8100;
    /** Type of a service VLAN tag (IEEE 802.1ad). */
    public static final int TYPE_SERVICE_VLAN = 0x88a8;
    /** The broadcast MAC address. */
    public static final long BROADCAST = 0xffff_ffff_ffffL;

    /** Type of IPv4 as it lies in a frame. */
    private static final int IPV4_IN_PACKET = Character.reverseBytes((char) TYPE_IPV4);

    private static final long MAC_MASK = 0xffff_ffff_ffffL;

    private Ethernet() {}

    /** Destination MAC address. */
    public static long destination(long frame) {
        return Memory.getLong(frame) & MAC_MASK;
    }

    /** Source MAC address. */
    public static long source(long frame) {
        return Memory.getLong(frame + 6) & MAC_MASK;
    }

    /** Type of the payload, 0 to 65535. */
    public static int type(long frame) {
        return Memory.getShortBE(frame + 12);
    }

    /** Whether the payload is IPv4. */
    public static boolean isIpv4(long frame) {
        return Memory.getShort(frame + 12) == IPV4_IN_PACKET;
    }

    /** Whether a MAC address is a group address (broadcast or multicast). */
    public static boolean isGroup(long mac) {
        return (mac & 1) != 0;
    }

    /** Writes both addresses and leaves the type alone. */
    public static void setAddresses(long frame, long destination, long source) {
        Memory.putLong(frame, destination | source << 48);
        Memory.putInt(frame + 8, (int) (source >>> 16));
    }

    /** Writes the type. */
    public static void setType(long frame, int type) {
        Memory.putShortBE(frame + 12, type);
    }
}
