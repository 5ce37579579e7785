package io.sallyport.dpdk;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * Handles of native functions. Addresses are {@code long} and all smaller numbers {@code int}: a C function takes what
 * it needs of the register, and a result narrower than 32 bits must be masked by the caller.
 *
 * <p>A function that is not there, because the shim is missing or DPDK lacks it, gets a handle that throws a
 * {@link DpdkException} saying so; classes that use DPDK can therefore be loaded anywhere.
 */
final class Native {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final Linker LINKER = Linker.nativeLinker();

    private Native() {}

    /** Returns a handle that lets the JVM reach a safepoint during the call; for everything that may enter the kernel. */
    static MethodHandle plain(String symbol, FunctionDescriptor descriptor) {
        return handle(Shim.find(symbol), symbol, descriptor);
    }

    /**
     * Returns a handle without the change of thread state, about 3 ns cheaper. Garbage collection waits while the
     * function runs, so it must be short in every case and stay out of the kernel.
     */
    static MethodHandle critical(String symbol, FunctionDescriptor descriptor) {
        return handle(Shim.find(symbol), symbol, descriptor, Linker.Option.critical(false));
    }

    /**
     * Calls a handle of the packet path for the first time, with arguments that ask for nothing. A handle that was never
     * called has to be initialised by the first call; code that is compiled before that looks for it in every call, and
     * allocates 16 bytes to do so.
     */
    static MethodHandle tried(MethodHandle handle, Object... arguments) {
        if (Shim.failure().isEmpty()) {
            try {
                Object ignored = handle.invokeWithArguments(arguments);
            } catch (Throwable thrown) {
                throw unexpected(thrown);
            }
        }
        return handle;
    }

    /** Returns a handle of a function of the C library. */
    static MethodHandle libc(String symbol, FunctionDescriptor descriptor, Linker.Option... options) {
        return handle(LINKER.defaultLookup().find(symbol), symbol, descriptor, options);
    }

    static FunctionDescriptor returnsInt(MemoryLayout... arguments) {
        return FunctionDescriptor.of(INT, arguments);
    }

    static FunctionDescriptor returnsLong(MemoryLayout... arguments) {
        return FunctionDescriptor.of(LONG, arguments);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(
            Optional<MemorySegment> address, String symbol, FunctionDescriptor descriptor, Linker.Option... options) {
        return address.map(a -> LINKER.downcallHandle(a, descriptor, options))
                .orElseGet(() -> absent(symbol, descriptor.toMethodType()));
    }

    /** Returns a handle that takes the function's address as a first argument, and else is as one of {@link #plain}. */
    @SuppressWarnings("restricted")
    static MethodHandle anywhere(FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(descriptor);
    }

    /** What is thrown where a function is called that is not there. */
    static DpdkException absent(String symbol) {
        return new DpdkException(Shim.failure().orElse("the installed DPDK has no function " + symbol));
    }

    private static MethodHandle absent(String symbol, MethodType type) {
        MethodHandle thrower = MethodHandles.throwException(type.returnType(), DpdkException.class)
                .bindTo(absent(symbol));
        return MethodHandles.dropArguments(thrower, 0, type.parameterList());
    }

    /** Turns what {@code invokeExact} declares to throw into what it can throw. */
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof RuntimeException e) {
            return e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return new IllegalStateException(thrown);
    }

    /** Returns all memory from {@code address} on; for set-up only, its accesses are slow. */
    @SuppressWarnings("restricted")
    static MemorySegment unbounded(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE - Math.max(address, 0));
    }

    /** Reads a C string; a null pointer reads as the empty string. */
    static String string(long address) {
        return address == 0 ? "" : unbounded(address).getString(0);
    }
}
