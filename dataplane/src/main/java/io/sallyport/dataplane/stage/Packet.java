package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * What a worker knows of one packet of a {@link Burst}, one stage after the other: a record of one cache line in native memory, as static
 * accessors over its address. Belongs to one worker.
 *
 * <pre>
 *  0 buffer      8 IPv4 header   16 transport header   24 key: addresses   32 key: ports   36 way
 * 40 pass       44 protocol      45 slot   46 owner    47 interface        48 hash         56 session
 * </pre>
 *
 * Not objects, nor arrays on the heap: each access to those comes with a check of bounds and of the reference to the array, forty times for
 * an established packet; its whole way took half as long again (docs/performance.md).
 */
final class Packet {
    /** Bytes of a record. */
    static final int SIZE = 64;
    /** In place of the address of a session line: there is none. */
    static final long NO_SESSION = 0;

    private static final int MBUF = 0;
    private static final int IP = 8;
    private static final int TRANSPORT = 16;
    private static final int ADDRESSES = 24;
    private static final int PORTS = 32;
    private static final int WAY = 36;
    private static final int PASS = 40;
    private static final int PROTOCOL = 44;
    private static final int SLOT = 45;
    private static final int OWNER = 46;
    private static final int FROM = 47;
    private static final int HASH = 48;
    private static final int SESSION = 56;

    private Packet() {}

    /** The packet buffer. */
    static long mbuf(long packet) {
        return Memory.getLong(packet + MBUF);
    }

    /** Makes the record that of a packet that came from an interface, with what it has behind it, see {@link Pass}. */
    static void set(long packet, long mbuf, int fromInterface, int pass) {
        Memory.putLong(packet + MBUF, mbuf);
        Memory.putLong(packet + IP, Mbuf.data(mbuf) + Ethernet.HEADER);
        Memory.putByte(packet + FROM, fromInterface);
        Memory.putInt(packet + PASS, pass);
    }

    /** Moves a record whose hash and session are not known yet. */
    static void move(long from, long to) {
        for (int at = 0; at < HASH; at += Long.BYTES) {
            Memory.putLong(to + at, Memory.getLong(from + at));
        }
    }

    /** Number of the interface it came from, 0 to 255. */
    static int from(long packet) {
        return Memory.getByte(packet + FROM);
    }

    /** What it has behind it, see {@link Pass}; 0 for a packet fresh from a device. */
    static int pass(long packet) {
        return Memory.getInt(packet + PASS);
    }

    /** Adds to what it has behind it. */
    static void addPass(long packet, int bit) {
        Memory.putInt(packet + PASS, pass(packet) | bit);
    }

    /** What is to be done, see {@link Way}. */
    static int way(long packet) {
        return Memory.getInt(packet + WAY);
    }

    /** Sets what is to be done. */
    static void setWay(long packet, int way) {
        Memory.putInt(packet + WAY, way);
    }

    /** Address of the IPv4 header, if it is one. */
    static long ip(long packet) {
        return Memory.getLong(packet + IP);
    }

    /** Address of the transport header. */
    static long transport(long packet) {
        return Memory.getLong(packet + TRANSPORT);
    }

    /** Sets the address of the transport header. */
    static void setTransport(long packet, long transport) {
        Memory.putLong(packet + TRANSPORT, transport);
    }

    /** Session key: both addresses as they lie in the header (of the embedded packet turned round for an error). */
    static long addresses(long packet) {
        return Memory.getLong(packet + ADDRESSES);
    }

    /** Sets the addresses of the session key. */
    static void setAddresses(long packet, long addresses) {
        Memory.putLong(packet + ADDRESSES, addresses);
    }

    /**
     * Session key: both ports likewise; an ICMP identifier stands for the port of the end that is translated. A later
     * fragment whose ports are known comes with them.
     */
    static int ports(long packet) {
        return Memory.getInt(packet + PORTS);
    }

    /** Sets the ports of the session key. */
    static void setPorts(long packet, int ports) {
        Memory.putInt(packet + PORTS, ports);
    }

    /** Session key: protocol, 0 to 255. */
    static int protocol(long packet) {
        return Memory.getByte(packet + PROTOCOL);
    }

    /** Sets the protocol of the session key. */
    static void setProtocol(long packet, int protocol) {
        Memory.putByte(packet + PROTOCOL, protocol);
    }

    /** Slot the flow falls in, 0 to 63. */
    static int slot(long packet) {
        return Memory.getByte(packet + SLOT);
    }

    /** Worker that owns the flow, 0 to 62. */
    static int owner(long packet) {
        return Memory.getByte(packet + OWNER);
    }

    /** Sets the slot and the owner of the flow. */
    static void setOwner(long packet, int slot, int owner) {
        Memory.putByte(packet + SLOT, slot);
        Memory.putByte(packet + OWNER, owner);
    }

    /** Hash of the session key. */
    static long hash(long packet) {
        return Memory.getLong(packet + HASH);
    }

    /** Sets the hash of the session key. */
    static void setHash(long packet, long hash) {
        Memory.putLong(packet + HASH, hash);
    }

    /** Address of the session line, {@link #NO_SESSION} for none; before {@link Sessions}, that of the one that is probably meant. */
    static long session(long packet) {
        return Memory.getLong(packet + SESSION);
    }

    /** Sets the address of the session line. */
    static void setSession(long packet, long line) {
        Memory.putLong(packet + SESSION, line);
    }
}
