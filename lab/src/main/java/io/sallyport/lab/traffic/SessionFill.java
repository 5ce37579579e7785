package io.sallyport.lab.traffic;

import io.sallyport.lab.kernel.PacketSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one datagram on each of many flows, always the same ones, so that what was lost is made up for by another run. Arguments: how many
 * flows, datagrams a second, the interface, its MAC address, the gateway's, the network of the hosts and that of the destinations, both
 * by their first 24 bits as {@code 10.0.0}, and the number of the first flow; hosts and destinations are .128 and up.
 */
public final class SessionFill {
    private static final int BATCH = 64;
    private static final int FIRST = 128;
    private static final int HOSTS = 127;
    private static final int DESTINATIONS = 127;
    private static final int FIRST_PORT = 1_024;
    private static final int PORTS = 65_536 - FIRST_PORT;
    /** 2^64 over the golden ratio: spreads neighboring numbers (Knuth, The Art of Computer Programming, 6.4). */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private static final long SECOND = 1_000_000_000;

    private SessionFill() {}

    /** Sends and prints the result. */
    public static void main(String[] arguments) throws IOException {
        int flows = Integer.parseInt(arguments[0]);
        int first = Integer.parseInt(arguments[7]);
        long perBatch = BATCH * SECOND / Long.parseLong(arguments[1]);
        List<NewFlowFrame> frames = new ArrayList<>();
        for (int i = 0; i < DESTINATIONS; i++) {
            InetAddress destination = InetAddress.ofLiteral("%s.%d".formatted(arguments[6], FIRST + i));
            frames.add(new NewFlowFrame(arguments[3], arguments[4], destination));
        }
        int network = ByteBuffer.wrap(InetAddress.ofLiteral(arguments[5] + ".0").getAddress())
                .getInt();
        try (PacketSocket socket = new PacketSocket(arguments[2], NewFlowFrame.BYTES, BATCH)) {
            long refused = 0;
            long due = System.nanoTime();
            for (int flow = 0; flow < flows; flow += BATCH) {
                for (int i = 0; i < BATCH; i++) {
                    write(socket.frames(), i, first + (flow + i) % flows, frames, network);
                }
                refused += socket.send();
                due += perBatch;
                while (due > System.nanoTime()) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
            System.out.println(new Outcome(Map.of("refused", refused)).line());
        }
    }

    private static void write(ByteBuffer out, int place, int flow, List<NewFlowFrame> frames, int network) {
        int host = network + FIRST + flow % HOSTS;
        int port = FIRST_PORT + flow / HOSTS % PORTS;
        int destination = (int) Long.remainderUnsigned((flow * SPREAD) >>> 32, DESTINATIONS);
        frames.get(destination).write(out, place * NewFlowFrame.BYTES, host, port);
    }
}
