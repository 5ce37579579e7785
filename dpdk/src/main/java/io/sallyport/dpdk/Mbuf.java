package io.sallyport.dpdk;

import io.sallyport.dpdk.memory.Memory;

/**
 * The packet buffer of DPDK ({@code struct rte_mbuf}): static accessors over its address.
 *
 * <pre>
 *  0 buf_addr        16 data_off  18 refcnt  20 nb_segs  22 port  24 ol_flags
 * 32 packet_type     36 pkt_len   40 data_len  44 hash.usr  48 hash.fdir.hi  54 buf_len  56 pool   64 next
 * </pre>
 *
 * The offsets are the same in DPDK 22.11 to 25.11; {@link Eal} compares them with those of the installed headers at
 * start and refuses to run where they differ. Being constants they cost nothing, and code above this module can work on
 * buffers that DPDK has never seen (simulation, warm-up). All fields are in native byte order. A buffer is touched by
 * the thread that holds it and by no other.
 */
public final class Mbuf {
    /** Size of the structure in bytes. */
    public static final int SIZE = 128;
    /** In {@link #ipChecksum}: the device has found the IPv4 header checksum wrong. */
    public static final int IP_CHECKSUM_BAD = 1 << 4;
    /** In {@link #ipChecksum}: the device has found the IPv4 header checksum right. */
    public static final int IP_CHECKSUM_GOOD = 1 << 7;

    /** Room that a fresh buffer leaves before its data, in bytes. */
    public static final int HEADROOM = 128;

    static final int BUF_ADDR = 0;
    static final int DATA_OFF = 16;
    static final int REFCNT = 18;
    static final int NB_SEGS = 20;
    static final int PORT = 22;
    static final int OL_FLAGS = 24;
    static final int PKT_LEN = 36;
    static final int DATA_LEN = 40;
    static final int HASH_USR = 44;
    static final int HASH_FDIR_HI = 48;
    static final int BUF_LEN = 54;
    static final int NEXT = 64;

    private Mbuf() {}

    /** Address of the first byte of packet data in the first segment. */
    public static long data(long mbuf) {
        return Memory.getLong(mbuf + BUF_ADDR) + Memory.getShort(mbuf + DATA_OFF);
    }

    /** Bytes of packet data in the first segment, 0 to 65535. */
    public static int dataLength(long mbuf) {
        return Memory.getShort(mbuf + DATA_LEN);
    }

    /** Bytes of packet data in all segments. */
    public static int packetLength(long mbuf) {
        return Memory.getInt(mbuf + PKT_LEN);
    }

    /** Sets the length of a packet of one segment, in bytes. */
    public static void setLength(long mbuf, int length) {
        Memory.putShort(mbuf + DATA_LEN, length);
        Memory.putInt(mbuf + PKT_LEN, length);
    }

    /** Number of segments, 1 for a packet that lies in one buffer. */
    public static int segments(long mbuf) {
        return Memory.getShort(mbuf + NB_SEGS);
    }

    /** Bytes from the start of data to the end of the buffer: the longest packet of one segment. */
    public static int capacity(long mbuf) {
        return Memory.getShort(mbuf + BUF_LEN) - Memory.getShort(mbuf + DATA_OFF);
    }

    /** Number of the device the packet came from or is to leave by (DPDK's port id). */
    public static int device(long mbuf) {
        return Memory.getShort(mbuf + PORT);
    }

    /** Sets the number of the device. */
    public static void setDevice(long mbuf, int device) {
        Memory.putShort(mbuf + PORT, device);
    }

    /**
     * The 32-bit tag that the application may leave on a packet it passes to another thread ({@code hash.usr}). It shares
     * its place with the RSS hash of a received packet: set it before handing a packet on, do not trust it before.
     */
    public static int tag(long mbuf) {
        return Memory.getInt(mbuf + HASH_USR);
    }

    /** Sets the tag. */
    public static void setTag(long mbuf, int tag) {
        Memory.putInt(mbuf + HASH_USR, tag);
    }

    /** Another 32 bits that the application may leave beside the {@link #tag}, with the same caution ({@code hash.fdir.hi}). */
    public static int note(long mbuf) {
        return Memory.getInt(mbuf + HASH_FDIR_HI);
    }

    /** Sets the note. */
    public static void setNote(long mbuf, int note) {
        Memory.putInt(mbuf + HASH_FDIR_HI, note);
    }

    /** Offload flags ({@code RTE_MBUF_F_*}). */
    public static long flags(long mbuf) {
        return Memory.getLong(mbuf + OL_FLAGS);
    }

    /** Sets the offload flags, as a device does. */
    public static void setFlags(long mbuf, long flags) {
        Memory.putLong(mbuf + OL_FLAGS, flags);
    }

    /**
     * What the device has found out about the checksum of the IPv4 header: {@link #IP_CHECKSUM_GOOD}, {@link #IP_CHECKSUM_BAD}, or
     * anything else for nothing. Means something only for a device that {@link DeviceInfo#checksIpv4 checks}: others may leave on a buffer what it came with.
     */
    public static int ipChecksum(long mbuf) {
        return (int) flags(mbuf) & (IP_CHECKSUM_BAD | IP_CHECKSUM_GOOD);
    }

    /**
     * Makes raw memory an empty buffer of one segment, as a pool would; for buffers outside DPDK.
     *
     * @param mbuf address of {@link #SIZE} bytes
     * @param buffer address of the data room
     * @param capacity size of the data room, headroom included, at most 65535 bytes
     */
    public static void initialize(long mbuf, long buffer, int capacity) {
        Memory.clear(mbuf, SIZE);
        Memory.putLong(mbuf + BUF_ADDR, buffer);
        Memory.putShort(mbuf + BUF_LEN, capacity);
        reset(mbuf, HEADROOM);
    }

    /** Makes {@code mbuf} an empty packet of one segment whose data begins {@code headroom} bytes into its buffer. */
    public static void reset(long mbuf, int headroom) {
        Memory.putShort(mbuf + DATA_OFF, headroom);
        Memory.putShort(mbuf + REFCNT, 1);
        Memory.putShort(mbuf + NB_SEGS, 1);
        Memory.putShort(mbuf + PORT, 0xffff);
        Memory.putLong(mbuf + OL_FLAGS, 0);
        Memory.putLong(mbuf + NEXT, 0);
        setLength(mbuf, 0);
    }
}
