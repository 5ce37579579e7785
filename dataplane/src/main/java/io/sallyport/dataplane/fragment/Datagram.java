package io.sallyport.dataplane.fragment;

import io.sallyport.dpdk.memory.Memory;

/**
 * One datagram that comes in fragments: static accessors over {@value #SIZE} bytes.
 *
 * <pre>
 *  0 source and destination address   8 first arrival, in milliseconds
 * 16 identification   18 protocol   19 whether the ports are known   20 ports   24 number of the source
 * 32 what has come of it ({@link Coverage})
 * </pre>
 *
 * Addresses and ports are kept as the caller gives them.
 */
final class Datagram {
    private static final int ADDRESSES = 0;
    private static final int ARRIVED = 8;
    private static final int IDENTIFICATION = 16;
    private static final int PROTOCOL = 18;
    private static final int KNOWN = 19;
    private static final int PORTS = 20;
    private static final int SOURCE = 24;
    private static final int COVERAGE = 32;

    /** Bytes of memory, whole cache lines. */
    static final int SIZE = COVERAGE + Coverage.SIZE;

    private Datagram() {}

    /** Makes it a datagram of which nothing has come and no port is known. */
    static void begin(long line, long addresses, int protocol, int identification, int source, long nowMillis) {
        Memory.putLong(line + ADDRESSES, addresses);
        Memory.putLong(line + ARRIVED, nowMillis);
        Memory.putShort(line + IDENTIFICATION, identification);
        Memory.putByte(line + PROTOCOL, protocol);
        Memory.putByte(line + KNOWN, 0);
        Memory.putInt(line + PORTS, 0);
        Memory.putInt(line + SOURCE, source);
        Coverage.clear(line + COVERAGE);
    }

    static boolean is(long line, long addresses, int protocol, int identification) {
        return addresses(line) == addresses && protocol(line) == protocol && identification(line) == identification;
    }

    static long addresses(long line) {
        return Memory.getLong(line + ADDRESSES);
    }

    static int protocol(long line) {
        return Memory.getByte(line + PROTOCOL);
    }

    static int identification(long line) {
        return Memory.getShort(line + IDENTIFICATION);
    }

    /** When its first comer came, in milliseconds of the caller's clock. */
    static long arrived(long line) {
        return Memory.getLong(line + ARRIVED);
    }

    static int source(long line) {
        return Memory.getInt(line + SOURCE);
    }

    static boolean known(long line) {
        return Memory.getByte(line + KNOWN) != 0;
    }

    static int ports(long line) {
        return Memory.getInt(line + PORTS);
    }

    static void teach(long line, int ports) {
        Memory.putInt(line + PORTS, ports);
        Memory.putByte(line + KNOWN, 1);
    }

    static long coverage(long line) {
        return line + COVERAGE;
    }
}
