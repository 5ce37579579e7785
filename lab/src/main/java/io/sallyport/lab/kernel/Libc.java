package io.sallyport.lab.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** One function of libc that returns a negative number and sets {@code errno} where it fails. Any thread may call. */
final class Libc {
    static final MemoryLayout INT = ValueLayout.JAVA_INT;
    static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
    static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final String name;
    private final MethodHandle handle;

    /** A function whose arguments all have the types of {@code arguments}. */
    Libc(String name, MemoryLayout... arguments) {
        this(name, FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments), arguments.length);
    }

    @SuppressWarnings("restricted")
    private Libc(String name, FunctionDescriptor descriptor, int fixed) {
        this.name = name;
        Linker.Option state = Linker.Option.captureCallState("errno");
        MemorySegment address = LINKER.defaultLookup().findOrThrow(name);
        this.handle = fixed == descriptor.argumentLayouts().size()
                ? LINKER.downcallHandle(address, descriptor, state)
                : LINKER.downcallHandle(address, descriptor, state, Linker.Option.firstVariadicArg(fixed));
    }

    /** A function that takes more arguments after the first {@code fixed} ones, as C says it with three dots. */
    static Libc variadic(String name, int fixed, MemoryLayout... arguments) {
        return new Libc(name, FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments), fixed);
    }

    /**
     * Calls it.
     *
     * @return what it returned, -{@code errno} where that was negative
     */
    int call(Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            Object[] all = new Object[arguments.length + 1];
            all[0] = state;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            // Of a function that returns int, only the lower half of the register means something.
            int result = (int) (long) handle.invokeWithArguments(all);
            return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
        } catch (Throwable e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** Calls it where it has to succeed. */
    int orFail(String subject, Object... arguments) throws IOException {
        int result = call(arguments);
        if (result < 0) {
            throw new IOException("%s(%s) failed with errno %d".formatted(name, subject, -result));
        }
        return result;
    }
}
