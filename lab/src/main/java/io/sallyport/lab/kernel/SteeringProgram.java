package io.sallyport.lab.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An eBPF program of a few instructions that answers one number for UDP and another for all else ({@code bpf(2)}). */
final class SteeringProgram {
    private static final int PROG_LOAD = 5;
    private static final int SOCKET_FILTER = 1;
    /** Where an Ethernet frame with IPv4 holds the protocol: a byte of an address in ARP. */
    private static final long PROTOCOL_AT = 23;

    private static final long UDP = 17;
    /** {@code r6 = r1}: where the next instruction looks for the packet. */
    private static final long PACKET = 0x16bf;

    private static final long LOAD_BYTE = 0x30;
    /** {@code if r0 == number}, two instructions further. */
    private static final long JUMP_IF_EQUAL = 0x0002_0015;

    private static final long ANSWER = 0xb7;
    private static final long EXIT = 0x95;
    private static final int ATTRIBUTE_BYTES = 72;
    /** Where {@code union bpf_attr} of {@code BPF_PROG_LOAD} holds what is set here. */
    private static final int TYPE = 0;

    private static final int COUNT = 4;
    private static final int INSTRUCTIONS = 8;
    private static final int LICENSE = 16;

    private SteeringProgram() {}

    /** Loads it; returns its file descriptor. */
    static int load(int udp, int others, Arena arena) throws IOException {
        long[] instructions = {
            PACKET,
            with(LOAD_BYTE, PROTOCOL_AT),
            with(JUMP_IF_EQUAL, UDP),
            with(ANSWER, others),
            EXIT,
            with(ANSWER, udp),
            EXIT
        };
        MemorySegment code = arena.allocateFrom(ValueLayout.JAVA_LONG, instructions);
        MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
        attribute.set(ValueLayout.JAVA_INT, TYPE, SOCKET_FILTER);
        attribute.set(ValueLayout.JAVA_INT, COUNT, instructions.length);
        attribute.set(ValueLayout.JAVA_LONG, INSTRUCTIONS, code.address());
        attribute.set(
                ValueLayout.JAVA_LONG, LICENSE, arena.allocateFrom("Apache-2.0").address());
        return Calls.SYSCALL.orFail("bpf, BPF_PROG_LOAD", bpfNumber(), PROG_LOAD, attribute, ATTRIBUTE_BYTES);
    }

    private static long with(long operation, long number) {
        return operation | number << 32;
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
