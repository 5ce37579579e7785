package io.sallyport.lab.kernel;

import io.sallyport.lab.traffic.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Sends frames as they are, in order. Arguments: the interface, a file with a frame in hexadecimal on each line. Runs in the
 * interface's namespace and ends.
 */
public final class SendFrames {
    /** Frames that may follow each other at once: a quarter of what the gateway's queue takes. */
    private static final int AT_ONCE = 64;

    private static final long PAUSE_MILLIS = 5;

    private SendFrames() {}

    /** Sends them and prints how many the kernel took. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<Integer, PacketSocket> sockets = new HashMap<>();
        List<String> lines = Files.readAllLines(Path.of(arguments[1]));
        long sent = 0;
        for (int i = 0; i < lines.size(); i++) {
            byte[] frame = HexFormat.of().parseHex(lines.get(i));
            PacketSocket socket = sockets.get(frame.length);
            if (socket == null) {
                socket = new PacketSocket(arguments[0], frame.length, 1);
                sockets.put(frame.length, socket);
            }
            socket.frames().put(0, frame);
            sent += 1 - socket.send();
            if (i % AT_ONCE == AT_ONCE - 1) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        sockets.values().forEach(PacketSocket::close);
        System.out.println(new Outcome(Map.of("sent", sent)).line());
    }
}
