package io.sallyport.dpdk;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/**
 * A native function as the control side calls it: arguments are boxed, errors become {@link DpdkException}. Not for the
 * packet path. Any thread may call, as far as DPDK's function allows it.
 */
final class Call {
    private static final Call STRERROR = returningLong("rte_strerror", Native.INT);
    private static final Call ERRNO = returningInt("sallyport_errno");

    private final String name;
    private final MethodHandle handle;

    private Call(String name, FunctionDescriptor descriptor) {
        this.name = name;
        this.handle = Native.plain(name, descriptor);
    }

    static Call returningInt(String name, MemoryLayout... arguments) {
        return new Call(name, Native.returnsInt(arguments));
    }

    static Call returningLong(String name, MemoryLayout... arguments) {
        return new Call(name, Native.returnsLong(arguments));
    }

    static Call returningNothing(String name, MemoryLayout... arguments) {
        return new Call(name, FunctionDescriptor.ofVoid(arguments));
    }

    int integer(Object... arguments) {
        return ((Number) invoke(arguments)).intValue();
    }

    long number(Object... arguments) {
        return ((Number) invoke(arguments)).longValue();
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

    private Object invoke(Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable thrown) {
            throw Native.unexpected(thrown);
        }
    }
}
