package io.sallyport.dataplane.session;

import io.sallyport.dpdk.memory.Memory;

/**
 * One session in one cache line of 64 bytes (checklist C4.4, C11.5): static accessors over the line's address.
 *
 * <pre>
 *  0 inside address   4 remote address   8 NAT address
 * 12 inside port     14 remote port     16 NAT port    18 protocol  19 flags  20 TCP state  21 owner  22 slot  23 -
 * 24 last activity   28 commit word
 * 32 packets out     40 bytes out       48 packets in  56 bytes in
 * </pre>
 *
 * Addresses and ports are in <em>packet</em> byte order, as a native load of the header gives them, in the order of the
 * header. So the key of a packet from inside is the eight bytes at 0 and the four at 12, that of a packet from outside
 * the eight at 4 and the four at 14: to compare a key is two loads, to rewrite a header is a copy. For ICMP echo the
 * inside port is the id and the remote port 0. All else is in native byte order.
 *
 * <p>Only the owner worker writes a line (checklist C4.3). Others may read one for a listing and must expect the
 * session to change under them.
 */
public final class SessionLine {
    /** Bytes of a line, one cache line. */
    public static final int SIZE = 64;

    public static final int INSIDE_ADDRESS = 0;
    public static final int REMOTE_ADDRESS = 4;
    public static final int NAT_ADDRESS = 8;
    public static final int INSIDE_PORT = 12;
    public static final int REMOTE_PORT = 14;
    public static final int NAT_PORT = 16;
    public static final int PROTOCOL = 18;
    public static final int FLAGS = 19;
    public static final int TCP_STATE = 20;
    public static final int OWNER = 21;
    public static final int SLOT = 22;
    public static final int LAST_ACTIVITY = 24;
    public static final int COMMIT = 28;
    public static final int PACKETS_OUT = 32;
    public static final int BYTES_OUT = 40;
    public static final int PACKETS_IN = 48;
    public static final int BYTES_IN = 56;

    /** Where the addresses of the key of packets from inside start: inside, remote. */
    public static final int OUT_KEY_ADDRESSES = INSIDE_ADDRESS;
    /** Where the ports of the key of packets from inside start: inside, remote. */
    public static final int OUT_KEY_PORTS = INSIDE_PORT;
    /** Where the addresses of the key of packets from outside start: remote, NAT. */
    public static final int IN_KEY_ADDRESSES = REMOTE_ADDRESS;
    /** Where the ports of the key of packets from outside start: remote, NAT. */
    public static final int IN_KEY_PORTS = REMOTE_PORT;

    /** Flag: of a static mapping; it holds no port of the map. */
    public static final int STATIC = 1;
    /** Flag: its port is held by an endpoint-independent mapping. */
    public static final int MAPPED = 2;
    /** Flag: packets from outside do not refresh it (RFC 7857 section 7). */
    public static final int QUIET = 4;
    /** Flag: no session but the mapping of an inside tuple, with an all-zero remote endpoint. */
    public static final int MAPPING = 8;
    /** Flag: no session but a remote address that a mapping has sessions with, with remote port 0. */
    public static final int PEER = 16;

    private static final long SEAL_SEED_1 = 0x5a11_7ee5_0bad_5ea1L;
    private static final long SEAL_SEED_2 = 0x9e37_79b9_7f4a_7c15L;
    /** Of the eight bytes at 16: NAT port, protocol, flags but for {@link #QUIET}, slot. */
    private static final long SEALED_TAIL = 0x00ff_0000_ffff_ffffL & ~((long) QUIET << 24);

    private SessionLine() {}

    /** Inside address, packet order. */
    public static int insideAddress(long line) {
        return Memory.getInt(line + INSIDE_ADDRESS);
    }

    /** Address of the remote endpoint, packet order. */
    public static int remoteAddress(long line) {
        return Memory.getInt(line + REMOTE_ADDRESS);
    }

    /** NAT address, packet order. */
    public static int natAddress(long line) {
        return Memory.getInt(line + NAT_ADDRESS);
    }

    /** Inside port or ICMP id, packet order. */
    public static int insidePort(long line) {
        return Memory.getShort(line + INSIDE_PORT);
    }

    /** Port of the remote endpoint, packet order; 0 for ICMP echo. */
    public static int remotePort(long line) {
        return Memory.getShort(line + REMOTE_PORT);
    }

    /** NAT port or ICMP id, packet order. */
    public static int natPort(long line) {
        return Memory.getShort(line + NAT_PORT);
    }

    /** Inside and remote address, as the source and destination of a packet from inside. */
    public static long outKeyAddresses(long line) {
        return Memory.getLong(line + OUT_KEY_ADDRESSES);
    }

    /** Inside and remote port, as the source and destination port of a packet from inside. */
    public static int outKeyPorts(long line) {
        return Memory.getInt(line + OUT_KEY_PORTS);
    }

    /** Remote and NAT address, as the source and destination of a packet from outside. */
    public static long inKeyAddresses(long line) {
        return Memory.getLong(line + IN_KEY_ADDRESSES);
    }

    /** Remote and NAT port, as the source and destination port of a packet from outside. */
    public static int inKeyPorts(long line) {
        return Memory.getInt(line + IN_KEY_PORTS);
    }

    /** IP protocol number, 0 to 255. */
    public static int protocol(long line) {
        return Memory.getByte(line + PROTOCOL);
    }

    /** Whether the line is a session's and not a mapping's or a peer's. */
    public static boolean isSession(long line) {
        return (flags(line) & (MAPPING | PEER)) == 0;
    }

    /** Sessions that a mapping or a peer has; they stand where a session counts packets. */
    public static int uses(long line) {
        return Memory.getInt(line + PACKETS_OUT);
    }

    /** Sets the number of sessions of a mapping or a peer. */
    public static void setUses(long line, int uses) {
        Memory.putInt(line + PACKETS_OUT, uses);
    }

    /** Flags: {@link #STATIC} and those that follow it, added up. */
    public static int flags(long line) {
        return Memory.getByte(line + FLAGS);
    }

    /** Sets the flags anew for a process that took the session over: its owner, and whether it is {@link #QUIET}. */
    public static void adopt(long line, int owner, boolean quiet) {
        Memory.putByte(line + OWNER, owner);
        Memory.putByte(line + FLAGS, quiet ? flags(line) | QUIET : flags(line) & ~QUIET);
    }

    /** State of the TCP connection, 0 to 255; 0 for a new session and for other protocols. */
    public static int tcpState(long line) {
        return Memory.getByte(line + TCP_STATE);
    }

    /** Sets the state of the TCP connection. */
    public static void setTcpState(long line, int state) {
        Memory.putByte(line + TCP_STATE, state);
    }

    /** Number of the worker that owns the session. */
    public static int owner(long line) {
        return Memory.getByte(line + OWNER);
    }

    /** Slot the session falls in: 1 to 63, or 0 where the NAT port does not come from a slot. */
    public static int slot(long line) {
        return Memory.getByte(line + SLOT);
    }

    /** When the last packet that counts as activity passed: milliseconds of the worker's clock, low 32 bits. */
    public static int lastActivity(long line) {
        return Memory.getInt(line + LAST_ACTIVITY);
    }

    /** Notes activity at {@code now}: milliseconds of the worker's clock, low 32 bits. */
    public static void setLastActivity(long line, int now) {
        Memory.putInt(line + LAST_ACTIVITY, now);
    }

    /** Milliseconds from the last activity to {@code now}, 0 to 2^32 - 1: right across the clock's wrap after 49 days. */
    public static long idleMillis(long line, int now) {
        return Integer.toUnsignedLong(now - lastActivity(line));
    }

    /** Packets from inside to outside. */
    public static long packetsOut(long line) {
        return Memory.getLong(line + PACKETS_OUT);
    }

    /** Bytes from inside to outside. */
    public static long bytesOut(long line) {
        return Memory.getLong(line + BYTES_OUT);
    }

    /** Packets from outside to inside. */
    public static long packetsIn(long line) {
        return Memory.getLong(line + PACKETS_IN);
    }

    /** Bytes from outside to inside. */
    public static long bytesIn(long line) {
        return Memory.getLong(line + BYTES_IN);
    }

    /** Counts one packet of {@code bytes} bytes from inside to outside. */
    public static void countOut(long line, int bytes) {
        Memory.putLong(line + PACKETS_OUT, Memory.getLong(line + PACKETS_OUT) + 1);
        Memory.putLong(line + BYTES_OUT, Memory.getLong(line + BYTES_OUT) + bytes);
    }

    /** Counts one packet of {@code bytes} bytes from outside to inside. */
    public static void countIn(long line, int bytes) {
        Memory.putLong(line + PACKETS_IN, Memory.getLong(line + PACKETS_IN) + 1);
        Memory.putLong(line + BYTES_IN, Memory.getLong(line + BYTES_IN) + bytes);
    }

    /** Commit word: 0 while the line holds no session, else its {@link #seal}. */
    public static int commit(long line) {
        return Memory.getIntAcquire(line + COMMIT);
    }

    /** Whether the line holds a session, a mapping or a peer. */
    public static boolean isLive(long line) {
        return Memory.getInt(line + COMMIT) != 0;
    }

    /**
     * Whether a key is that of the line, live or not.
     *
     * @param byOutsideTuple whether the key is of packets from outside
     * @param addresses as in the packet, one native load
     * @param ports as in the packet, one native load
     */
    public static boolean hasKey(long line, boolean byOutsideTuple, long addresses, int ports, int protocol) {
        return addresses == (byOutsideTuple ? inKeyAddresses(line) : outKeyAddresses(line))
                && ports == (byOutsideTuple ? inKeyPorts(line) : outKeyPorts(line))
                && protocol == protocol(line);
    }

    /** Says whether the line holds a session whose identity is as it was committed; used when lines outlive a process. */
    public static boolean intact(long line) {
        int commit = commit(line);
        return commit != 0 && commit == seal(line);
    }

    /**
     * Checksum, never 0, of what does not change in a session's life: addresses, ports, protocol, slot, and flags but for
     * {@link #QUIET}. The owner is left out because a restart with another number of workers moves slots.
     */
    static int seal(long line) {
        long tail = Memory.getLong(line + NAT_PORT) & SEALED_TAIL;
        long mixed = FlowIndex.fold(Memory.getLong(line) ^ SEAL_SEED_1, Memory.getLong(line + 8) ^ SEAL_SEED_2);
        return (int) FlowIndex.fold(mixed ^ SEAL_SEED_1, tail ^ SEAL_SEED_2) | 1;
    }

    /** Writes the whole line, with TCP state 0, nothing counted and no commit word: in eight stores, three of which are what the seal reads. */
    static void begin(
            long line,
            long outAddresses,
            int natAddress,
            int outPorts,
            int natPort,
            int protocol,
            int flags,
            int owner,
            int slot,
            int now) {
        Memory.putLong(line + OUT_KEY_ADDRESSES, outAddresses);
        Memory.putLong(line + NAT_ADDRESS, (natAddress & 0xffff_ffffL) | ((long) outPorts << Integer.SIZE));
        Memory.putLong(
                line + NAT_PORT,
                natPort
                        | ((long) protocol << (Byte.SIZE * (PROTOCOL - NAT_PORT)))
                        | ((long) flags << (Byte.SIZE * (FLAGS - NAT_PORT)))
                        | ((long) owner << (Byte.SIZE * (OWNER - NAT_PORT)))
                        | ((long) slot << (Byte.SIZE * (SLOT - NAT_PORT))));
        Memory.putLong(line + LAST_ACTIVITY, now & 0xffff_ffffL);
        for (int at = PACKETS_OUT; at < SIZE; at += Long.BYTES) {
            Memory.putLong(line + at, 0);
        }
    }

    /** Makes the line a session, after everything else in it is written. */
    static void commitSession(long line) {
        Memory.putIntRelease(line + COMMIT, seal(line));
    }

    /** Makes the line no session, before anything else in it changes. */
    static void revoke(long line) {
        Memory.putIntRelease(line + COMMIT, 0);
    }
}
