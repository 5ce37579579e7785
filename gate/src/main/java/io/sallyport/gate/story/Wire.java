package io.sallyport.gate.story;

import io.sallyport.lab.kernel.SendFrames;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Program;
import io.sallyport.verify.craft.Craft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Puts frames on the lab's links that no kernel would send. */
final class Wire {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Wire() {}

    /** Sends frames from a link's far end to the gateway; returns how many the kernel took. */
    static long send(Link link, List<byte[]> frames) {
        Path file = write(frames);
        try (Program program =
                Program.start(link.namespace(), SendFrames.class, link.interfaceName(), file.toString())) {
            return program.awaitOutcome(LIMIT).get("sent");
        } finally {
            delete(file);
        }
    }

    /** An IPv4 packet in a frame from a link's far end to the gateway. */
    static byte[] frame(Link link, byte[] packet) {
        return Craft.frame(mac(link.gatewayMac()), mac(link.peerMac()), packet);
    }

    /** The same with another type of payload. */
    static byte[] frame(Link link, int type, byte[] payload) {
        byte[] frame = frame(link, payload);
        frame[12] = (byte) (type >>> 8);
        frame[13] = (byte) type;
        return frame;
    }

    /** An IPv4 address as {@link Craft} takes it. */
    static int address(String dotted) {
        int address = 0;
        for (String part : dotted.split("\\.", -1)) {
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }

    private static long mac(String text) {
        return HexFormat.fromHexDigitsToLong(text.replace(":", ""));
    }

    private static Path write(List<byte[]> frames) {
        try {
            Path file = Files.createTempFile("sallyport-frames", ".txt");
            return Files.write(
                    file, frames.stream().map(HexFormat.of()::formatHex).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
