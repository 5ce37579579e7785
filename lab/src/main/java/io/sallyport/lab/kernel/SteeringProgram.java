package io.sallyport.lab.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An eBPF program of two instructions that answers the same number for every packet ({@code bpf(2)}). */
final class SteeringProgram {
    private static final int PROG_LOAD = 5;
    private static final int SOCKET_FILTER = 1;
    private static final long MOVE_TO_R0 = 0xb7;
    private static final long EXIT = 0x95;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int ATTRIBUTE_BYTES = 72;
    /** Where {@code union bpf_attr} of {@code BPF_PROG_LOAD} holds what is set here. */
    private static final int TYPE = 0;

    private static final int COUNT = 4;
    private static final int INSTRUCTIONS = 8;
    private static final int LICENSE = 16;

    private SteeringProgram() {}

    /** Loads it; returns its file descriptor. */
    static int load(int answer, Arena arena) throws IOException {
        MemorySegment code = arena.allocate(2 * INSTRUCTION_BYTES, INSTRUCTION_BYTES);
        code.set(ValueLayout.JAVA_LONG, 0, MOVE_TO_R0 | (long) answer << 32);
        code.set(ValueLayout.JAVA_LONG, INSTRUCTION_BYTES, EXIT);
        MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
        attribute.set(ValueLayout.JAVA_INT, TYPE, SOCKET_FILTER);
        attribute.set(ValueLayout.JAVA_INT, COUNT, 2);
        attribute.set(ValueLayout.JAVA_LONG, INSTRUCTIONS, code.address());
        attribute.set(
                ValueLayout.JAVA_LONG, LICENSE, arena.allocateFrom("Apache-2.0").address());
        return Calls.SYSCALL.orFail("bpf, BPF_PROG_LOAD", bpfNumber(), PROG_LOAD, attribute, ATTRIBUTE_BYTES);
    }

    private static long bpfNumber() throws IOException {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> 321L;
            case "aarch64" -> 280L;
            default ->
                throw new IOException("the number of bpf(2) is not known for %s, only for amd64 and aarch64"
                        .formatted(System.getProperty("os.arch")));
        };
    }
}
