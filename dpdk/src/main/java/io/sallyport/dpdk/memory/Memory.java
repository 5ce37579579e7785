package io.sallyport.dpdk.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.internal.misc.Unsafe;

/**
 * The one way to touch native memory: packets, mbufs, rings, tables and counters.
 *
 * <p>Addresses are absolute, offsets are added by the caller. Plain accessors are in <em>native</em> byte order; those
 * that end in {@code BE} read or write a number in network byte order. None needs alignment except the
 * {@code Acquire}, {@code Release} and {@code Opaque} ones, which need the natural alignment of their size.
 *
 * <p>With assertions on ({@code java -ea}, as in every test) each access must lie in a region registered with
 * {@link Regions}, and a test can look on at each store through {@link StoreWatch}; with assertions off there is neither, and a
 * wrong address crashes the process.
 *
 * <p>Two back ends stand side by side: {@code jdk.internal.misc.Unsafe} (default) and one memory segment over the whole
 * address space ({@code -Dsallyport.memory=segment}). The choice is a compile-time constant to the JIT. Which is faster
 * in the whole packet path, and by how much, is measured in docs/performance.md.
 *
 * <p>Any thread may call this class; who owns which memory is the caller's business.
 */
public final class Memory {
    private static final boolean SEGMENT = "segment".equals(System.getProperty("sallyport.memory"));
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    @SuppressWarnings("restricted")
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private Memory() {}

    /** Returns the name of the back end in use, {@code unsafe} or {@code segment}. */
    public static String backEnd() {
        return SEGMENT ? "segment" : "unsafe";
    }

    /** Reads the unsigned byte at {@code address}: 0 to 255. */
    public static int getByte(long address) {
        assert Regions.check(address, 1);
        return 0xff & (SEGMENT ? ALL.get(ValueLayout.JAVA_BYTE, address) : UNSAFE.getByte(address));
    }

    /** Writes the low eight bits of {@code value} at {@code address}. */
    public static void putByte(long address, int value) {
        assert Regions.checkStore(address, 1);
        if (SEGMENT) {
            ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
        } else {
            UNSAFE.putByte(address, (byte) value);
        }
    }

    /** Reads the unsigned 16-bit number at {@code address} in native byte order: 0 to 65535. */
    public static int getShort(long address) {
        assert Regions.check(address, 2);
        return 0xffff & (SEGMENT ? ALL.get(SHORT, address) : UNSAFE.getShortUnaligned(null, address));
    }

    /** Writes the low 16 bits of {@code value} at {@code address} in native byte order. */
    public static void putShort(long address, int value) {
        assert Regions.checkStore(address, 2);
        if (SEGMENT) {
            ALL.set(SHORT, address, (short) value);
        } else {
            UNSAFE.putShortUnaligned(null, address, (short) value);
        }
    }

    /** Reads the unsigned 16-bit number at {@code address} in network byte order: 0 to 65535. */
    public static int getShortBE(long address) {
        return Character.reverseBytes((char) getShort(address));
    }

    /** Writes the low 16 bits of {@code value} at {@code address} in network byte order. */
    public static void putShortBE(long address, int value) {
        putShort(address, Character.reverseBytes((char) value));
    }

    /** Reads the 32-bit number at {@code address} in native byte order. */
    public static int getInt(long address) {
        assert Regions.check(address, 4);
        return SEGMENT ? ALL.get(INT, address) : UNSAFE.getIntUnaligned(null, address);
    }

    /** Writes {@code value} at {@code address} in native byte order. */
    public static void putInt(long address, int value) {
        assert Regions.checkStore(address, 4);
        if (SEGMENT) {
            ALL.set(INT, address, value);
        } else {
            UNSAFE.putIntUnaligned(null, address, value);
        }
    }

    /** Reads the 32-bit number at {@code address} in network byte order. */
    public static int getIntBE(long address) {
        return Integer.reverseBytes(getInt(address));
    }

    /** Writes {@code value} at {@code address} in network byte order. */
    public static void putIntBE(long address, int value) {
        putInt(address, Integer.reverseBytes(value));
    }

    /** Reads the 64-bit number at {@code address} in native byte order. */
    public static long getLong(long address) {
        assert Regions.check(address, 8);
        return SEGMENT ? ALL.get(LONG, address) : UNSAFE.getLongUnaligned(null, address);
    }

    /** Writes {@code value} at {@code address} in native byte order. */
    public static void putLong(long address, long value) {
        assert Regions.checkStore(address, 8);
        if (SEGMENT) {
            ALL.set(LONG, address, value);
        } else {
            UNSAFE.putLongUnaligned(null, address, value);
        }
    }

    /** Reads an aligned 32-bit number; no later access of this thread moves before it. */
    public static int getIntAcquire(long address) {
        assert Regions.check(address, 4) && (address & 3) == 0;
        return UNSAFE.getIntAcquire(null, address);
    }

    /** Writes an aligned 32-bit number; no earlier access of this thread moves behind it. */
    public static void putIntRelease(long address, int value) {
        assert Regions.checkStore(address, 4) && (address & 3) == 0;
        UNSAFE.putIntRelease(null, address, value);
    }

    /** Reads an aligned 64-bit number; no later access of this thread moves before it. */
    public static long getLongAcquire(long address) {
        assert Regions.check(address, 8) && (address & 7) == 0;
        return UNSAFE.getLongAcquire(null, address);
    }

    /** Writes an aligned 64-bit number; no earlier access of this thread moves behind it. */
    public static void putLongRelease(long address, long value) {
        assert Regions.checkStore(address, 8) && (address & 7) == 0;
        UNSAFE.putLongRelease(null, address, value);
    }

    /** Reads an unsigned byte that another thread may be writing: in no particular order. */
    public static int getByteOpaque(long address) {
        assert Regions.check(address, 1);
        return 0xff & UNSAFE.getByteOpaque(null, address);
    }

    /** Writes the low 8 bits of {@code value} where another thread may be reading: in no particular order. */
    public static void putByteOpaque(long address, int value) {
        assert Regions.checkStore(address, 1);
        UNSAFE.putByteOpaque(null, address, (byte) value);
    }

    /** Reads an aligned 64-bit number that another thread may be writing: never torn, in no particular order. */
    public static long getLongOpaque(long address) {
        assert Regions.check(address, 8) && (address & 7) == 0;
        return UNSAFE.getLongOpaque(null, address);
    }

    /** Writes an aligned 64-bit number that another thread may be reading: never torn, in no particular order. */
    public static void putLongOpaque(long address, long value) {
        assert Regions.checkStore(address, 8) && (address & 7) == 0;
        UNSAFE.putLongOpaque(null, address, value);
    }

    /** Sets {@code length} bytes from {@code address} to zero. */
    public static void clear(long address, long length) {
        assert Regions.checkStore(address, length);
        UNSAFE.setMemory(address, length, (byte) 0);
    }

    /** Copies {@code length} bytes; the two areas may overlap. */
    public static void copy(long from, long to, long length) {
        assert Regions.check(from, length) && Regions.checkStore(to, length);
        UNSAFE.copyMemory(from, to, length);
    }

    /** Copies {@code length} bytes of native memory into a new array; for tests and the control side. */
    public static byte[] bytes(long address, int length) {
        assert Regions.check(address, length);
        byte[] out = new byte[length];
        UNSAFE.copyMemory(null, address, out, Unsafe.ARRAY_BYTE_BASE_OFFSET, length);
        return out;
    }

    /** Copies {@code bytes} to native memory at {@code address}. */
    public static void put(long address, byte[] bytes) {
        assert Regions.checkStore(address, bytes.length);
        UNSAFE.copyMemory(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, null, address, bytes.length);
    }
}
