package io.sallyport.dpdk;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * A native function as the control side calls it: arguments are boxed, errors become {@link DpdkException}. Not for the
 * packet path. Any thread may call, as far as DPDK's function allows it.
 */
final class Call {
    private static final int MOST_ARGUMENTS = 8;
    /**
     * One handle for all functions, whatever they take: the JVM makes code for each kind of handle, at some milliseconds each, of which a
     * gateway's start had two hundred. System V's convention and that of AArch64 hand over numbers of up to 64 bits in registers, then in
     * eight bytes each, and leave it to the caller to clean up: a function does not see what it has no use for.
     */
    private static final MethodHandle ANY = Native.anywhere(Native.returnsLong(
            Native.LONG, Native.LONG, Native.LONG, Native.LONG, Native.LONG, Native.LONG, Native.LONG, Native.LONG));

    private static final Call STRERROR = returningLong("rte_strerror", Native.INT);
    private static final Call ERRNO = returningInt("sallyport_errno");

    private final String name;
    private final int arguments;
    private final @Nullable MemorySegment address;

    private Call(String name, MemoryLayout... arguments) {
        this.name = name;
        this.arguments = arguments.length;
        this.address = Shim.find(name).orElse(null);
    }

    static Call returningInt(String name, MemoryLayout... arguments) {
        return new Call(name, arguments);
    }

    static Call returningLong(String name, MemoryLayout... arguments) {
        return new Call(name, arguments);
    }

    static Call returningNothing(String name, MemoryLayout... arguments) {
        return new Call(name, arguments);
    }

    /** Calls a function whose result has 32 bits; what the others of the register hold is nobody's. */
    int integer(Object... arguments) {
        return (int) invoke(arguments);
    }

    /** Calls a function whose result has 64 bits. */
    long number(Object... arguments) {
        return invoke(arguments);
    }

    void run(Object... arguments) {
        invoke(arguments);
    }

    /**
     * Calls a function that returns a negative error number.
     *
     * @param subject what the call works on, for the error message
     * @param advice what to do where it fails
     */
    int orFail(String subject, String advice, Object... arguments) {
        int result = integer(arguments);
        if (result < 0) {
            throw failure(subject, advice, -result);
        }
        return result;
    }

    /** Calls a function that returns a pointer, or null and an {@code rte_errno}. */
    long pointerOrFail(String subject, String advice, Object... arguments) {
        long result = number(arguments);
        if (result == 0) {
            throw failure(subject, advice, lastError());
        }
        return result;
    }

    DpdkException failure(String subject, String advice, int errorNumber) {
        return new DpdkException(
                "%s(%s) failed: %s; %s".formatted(name, subject, text(errorNumber), advice), errorNumber);
    }

    /** Returns {@code rte_errno} of the calling thread. */
    static int lastError() {
        return ERRNO.integer();
    }

    /** Returns DPDK's words for a positive error number. */
    static String text(int errorNumber) {
        return Native.string(STRERROR.number(errorNumber)) + " (error " + errorNumber + ")";
    }

    private long invoke(Object... given) {
        if (given.length != arguments) {
            throw new IllegalArgumentException(
                    "%s takes %d arguments, not %d".formatted(name, arguments, given.length));
        }
        if (address == null) {
            throw Native.absent(name);
        }
        long[] all = new long[MOST_ARGUMENTS];
        for (int i = 0; i < given.length; i++) {
            all[i] = ((Number) given[i]).longValue();
        }
        try {
            return (long) ANY.invokeExact(address, all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7]);
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }
}
