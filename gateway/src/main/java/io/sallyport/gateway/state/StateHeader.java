package io.sallyport.gateway.state;

import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dpdk.memory.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first 4,096 bytes of a file of sessions: static accessors over its address. Numbers are in native byte order; files are for
 * the machine that made them.
 *
 * <pre>
 *  0 magic        8 layout version  12 bytes of a line  16 worker  20 workers  24 lines  32 boot id (16 bytes)
 * 48 checksum of all above
 * 56 mark  60 process id, for a person  64 gateway's clock, ms  72 wall clock, ms  80 fingerprint of the configuration
 * </pre>
 */
final class StateHeader {
    /** Bytes before the first line. */
    static final int SIZE = 4096;
    /** Version of header and lines together; a build that changes either counts it up. */
    static final int VERSION = 1;

    /** Mark: the file is being made, and nothing in it counts. */
    static final int UNFINISHED = 0;
    /** Mark: a gateway uses it, or was killed. */
    static final int IN_USE = 0x1d5e_a7c3;
    /** Mark: its gateway has stopped. */
    static final int STOPPED = 0x60b3_5f1e;

    /** They differ in many bits, so that damage does not make one of another. */
    private static final Set<Integer> MARKS = Set.of(UNFINISHED, IN_USE, STOPPED);

    private static final byte[] MAGIC = "SALLYPRT".getBytes(StandardCharsets.US_ASCII);
    private static final int LAYOUT = 8;
    private static final int LINE = 12;
    private static final int WORKER = 16;
    private static final int WORKERS = 20;
    private static final int CAPACITY = 24;
    private static final int BOOT = 32;
    private static final int CHECKSUM = 48;
    private static final int MARK = 56;
    private static final int PID = 60;
    private static final int CLOCK = 64;
    private static final int WALL = 72;
    private static final int FINGERPRINT = 80;

    private StateHeader() {}

    /** Writes what stays the same for the file's life, with the mark {@link #UNFINISHED}. */
    static void write(long header, int worker, int workers, int capacity, BootId boot) {
        for (int i = 0; i < MAGIC.length; i++) {
            Memory.putByte(header + i, MAGIC[i]);
        }
        Memory.putInt(header + LAYOUT, VERSION);
        Memory.putInt(header + LINE, SessionLine.SIZE);
        Memory.putInt(header + WORKER, worker);
        Memory.putInt(header + WORKERS, workers);
        Memory.putLong(header + CAPACITY, capacity);
        Memory.putLong(header + BOOT, boot.high());
        Memory.putLong(header + BOOT + Long.BYTES, boot.low());
        Memory.putLong(header + CHECKSUM, checksum(header));
        setMark(header, UNFINISHED);
    }

    private static long checksum(long header) {
        CRC32C sum = new CRC32C();
        sum.update(Memory.bytes(header, CHECKSUM));
        return sum.getValue();
    }

    /** What keeps a file from being read as one of this build, as a clause, or null. */
    static @Nullable String refusal(long header, long bytes) {
        if (bytes < SIZE) {
            return "has " + bytes + " bytes, too few for a file of sessions";
        }
        if (!isOurs(header, bytes)) {
            return "is no file of sessions";
        }
        int version = Memory.getInt(header + LAYOUT);
        if (version != VERSION) {
            return "has layout version " + version + ", this build reads and writes " + VERSION;
        }
        if (Memory.getLong(header + CHECKSUM) != checksum(header)
                || Memory.getInt(header + LINE) != SessionLine.SIZE
                || !MARKS.contains(mark(header))) {
            return "has a damaged header";
        }
        long needed = SIZE + (long) SessionLine.SIZE * capacity(header);
        return bytes < needed ? "is cut short: it has " + bytes + " bytes of " + needed : null;
    }

    /** Whether it begins as a file of sessions does, of whatever version. */
    static boolean isOurs(long header, long bytes) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes < SIZE || Memory.getByte(header + i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    static int worker(long header) {
        return Memory.getInt(header + WORKER);
    }

    static int workers(long header) {
        return Memory.getInt(header + WORKERS);
    }

    static long capacity(long header) {
        return Memory.getLong(header + CAPACITY);
    }

    static BootId boot(long header) {
        return new BootId(Memory.getLong(header + BOOT), Memory.getLong(header + BOOT + Long.BYTES));
    }

    static int mark(long header) {
        return Memory.getIntAcquire(header + MARK);
    }

    static void setMark(long header, int mark) {
        Memory.putIntRelease(header + MARK, mark);
    }

    /** When the gateway was last seen, by its own clock. */
    static long clockMillis(long header) {
        return Memory.getLong(header + CLOCK);
    }

    /** When the gateway was last seen, by the calendar. */
    static long wallMillis(long header) {
        return Memory.getLong(header + WALL);
    }

    /** Fingerprint of the configuration that the sessions came about under. */
    static long fingerprint(long header) {
        return Memory.getLong(header + FINGERPRINT);
    }

    /** Makes this process the one that uses the file. */
    static void take(long header, long fingerprint) {
        Memory.putInt(header + PID, (int) ProcessHandle.current().pid());
        Memory.putLong(header + FINGERPRINT, fingerprint);
        seen(header);
        setMark(header, IN_USE);
    }

    /** Notes that the gateway is there. */
    static void seen(long header) {
        Memory.putLong(header + CLOCK, System.nanoTime() / 1_000_000);
        Memory.putLong(header + WALL, System.currentTimeMillis());
    }
}
