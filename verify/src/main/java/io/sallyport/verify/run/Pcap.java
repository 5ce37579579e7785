package io.sallyport.verify.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes frames into a capture file. */
final class Pcap {
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int SNAP_LENGTH = 65_535;
    private static final int ETHERNET = 1;

    private Pcap() {}

    static void write(Path file, List<Event> events) throws IOException {
        int size =
                24 + events.stream().mapToInt(event -> 16 + event.frame.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        out.putInt(SNAP_LENGTH).putInt(ETHERNET);
        for (Event event : events) {
            out.putInt((int) (event.time / 1000)).putInt((int) (event.time % 1000) * 1000);
            out.putInt(event.frame.length).putInt(event.frame.length).put(event.frame);
        }
        Files.write(file, out.array());
    }
}
