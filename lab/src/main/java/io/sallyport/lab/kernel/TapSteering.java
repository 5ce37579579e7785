package io.sallyport.lab.kernel;

import io.sallyport.lab.traffic.Outcome;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the kernel put every packet for a tap device on one queue, as a network card would whose RSS knows one answer only; UDP
 * perhaps on another. Arguments: the interface, the queue for UDP, the queue for all else; -1 twice lets the kernel decide again. Runs in the interface's namespace and ends; the kernel goes on steering.
 *
 * <p>A tap decides itself on which queue a packet goes, by the flow or by an eBPF program ({@code TUNSETSTEERINGEBPF}). The
 * program is set through a queue of our own, which is there for that moment: no packet should be on its way.
 */
public final class TapSteering {
    /** Instead of queues: the kernel decides again by itself. */
    public static final int NONE = -1;

    private static final int READ_WRITE = 2;
    private static final long SET_INTERFACE = 0x4004_54caL;
    private static final long SET_STEERING = 0x8004_54e0L;
    /** Tap, several queues, no header of the tun driver's, one queue of packets, virtio's header. */
    private static final int KEPT = 0x0002 | 0x0100 | 0x1000 | 0x2000 | 0x4000;

    private static final int NAME_BYTES = 16;
    private static final int REQUEST_BYTES = 40;

    private TapSteering() {}

    /** Steers and prints the result. */
    public static void main(String[] arguments) throws IOException {
        int udp = Integer.parseInt(arguments[1]);
        int others = Integer.parseInt(arguments[2]);
        steer(arguments[0], udp, others);
        System.out.println(new Outcome(Map.of("udp", (long) udp, "others", (long) others)).line());
    }

    private static void steer(String name, int udp, int others) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int program = udp == NONE ? NONE : SteeringProgram.load(udp, others, arena);
            int tap = Calls.OPEN.orFail("/dev/net/tun", arena.allocateFrom("/dev/net/tun"), READ_WRITE);
            try {
                Calls.IOCTL.orFail(name + ", TUNSETIFF", tap, SET_INTERFACE, request(name, arena));
                MemorySegment descriptor = arena.allocateFrom(ValueLayout.JAVA_INT, program);
                Calls.IOCTL.orFail(name + ", TUNSETSTEERINGEBPF", tap, SET_STEERING, descriptor);
            } finally {
                Calls.CLOSE.call(tap);
            }
        }
    }

    private static MemorySegment request(String name, Arena arena) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length >= NAME_BYTES) {
            throw new IOException("no interface has a name as long as " + name);
        }
        MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
        MemorySegment.copy(bytes, 0, request, ValueLayout.JAVA_BYTE, 0, bytes.length);
        // A queue that is attached with other flags changes those of all queues.
        request.set(ValueLayout.JAVA_SHORT, NAME_BYTES, flags(name));
        return request;
    }

    private static short flags(String name) throws IOException {
        String text =
                Files.readString(Path.of("/sys/class/net", name, "tun_flags")).strip();
        return (short) (Integer.decode(text) & KEPT);
    }
}
