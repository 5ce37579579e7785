package io.sallyport.lab.traffic;

import io.sallyport.lab.kernel.PacketSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Sends datagrams, each from another host or port than the one before, several times as fast as they are taken. Arguments: how many
 * times, the interface, its MAC address, the gateway's, sources, destinations. Prints {@code ready}; a line on standard input starts
 * it, another ends it.
 */
public final class NewFlowFlood {
    private static final int BATCH = 64;
    private static final int FIRST_PORT = 1_024;
    private static final int PORTS = 65_536 - FIRST_PORT;
    private static final long SEED = 7;

    private final PacketSocket socket;
    private final NewFlowFrame frame;
    private final int[] sources;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private volatile boolean ended;

    private NewFlowFlood(PacketSocket socket, NewFlowFrame frame, Ends ends) {
        this.socket = socket;
        this.frame = frame;
        this.sources = ends.sources().stream()
                .mapToInt(host -> ByteBuffer.wrap(host.getAddress()).getInt())
                .toArray();
    }

    /** Floods and prints the result. */
    public static void main(String[] arguments) throws IOException {
        Ends ends = Ends.parse(arguments[4], arguments[5]);
        InetAddress destination = ends.destination(0);
        try (PacketSocket socket = new PacketSocket(arguments[1], NewFlowFrame.BYTES, BATCH)) {
            NewFlowFrame frame = new NewFlowFrame(arguments[2], arguments[3], destination);
            NewFlowFlood flood = new NewFlowFlood(socket, frame, ends);
            System.out.println("ready");
            int ignored = System.in.read();
            Thread.ofPlatform().daemon().start(flood::awaitEnd);
            Pace pace = new Pace(arguments[1], Double.parseDouble(arguments[0]));
            System.out.println(new Outcome(flood.run(pace)).line());
        }
    }

    private Map<String, Long> run(Pace pace) throws IOException {
        long sent = 0;
        long refused = 0;
        long start = System.nanoTime();
        while (!ended) {
            pace.await(BATCH);
            for (int i = 0; i < BATCH; i++) {
                int source = sources[random.nextInt(sources.length)];
                frame.write(socket.frames(), i * NewFlowFrame.BYTES, source, FIRST_PORT + random.nextInt(PORTS));
            }
            refused += socket.send();
            sent += BATCH;
        }
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("sent", sent);
        figures.put("refused", refused);
        figures.put("millis", (System.nanoTime() - start) / 1_000_000);
        return figures;
    }

    private void awaitEnd() {
        try {
            int ignored = System.in.read();
        } catch (IOException e) {
            System.out.println("standard input: " + e);
        }
        ended = true;
    }
}
