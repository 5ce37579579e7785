package io.sallyport.verify.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding on disk: {@code fuzz-SEED.seed}, a text with the gateway's number and every step, which can be done again, and
 * {@code fuzz-SEED.pcap}, its frames as a capture to look at.
 */
final class CaseFile {
    private static final String CONFIGURATION = "configuration ";
    private static final int PCAP_HEADER = 24;
    private static final int PCAP_PACKET = 16;

    private CaseFile() {}

    /**
     * A file that was read.
     *
     * @param setup the gateway
     * @param journal what was done to it
     */
    record Case(Setup setup, Journal journal) {}

    /** Writes both files; returns the name they share, without its ending. */
    static Path write(Path directory, long seed, List<String> comments, Setup setup, Journal journal)
            throws IOException {
        Files.createDirectories(directory);
        Path base = directory.resolve("fuzz-" + seed);
        Files.write(Path.of(base + ".seed"), text(comments, setup, journal));
        Files.write(Path.of(base + ".pcap"), capture(journal));
        return base;
    }

    private static List<String> text(List<String> comments, Setup setup, Journal journal) {
        var lines = new ArrayList<String>();
        comments.forEach(comment -> comment.lines().forEach(line -> lines.add("# " + line)));
        lines.add(CONFIGURATION + setup.number());
        for (int step = 0; step < journal.size(); step++) {
            String line = "%s %d %d".formatted(journal.kind(step), journal.first(step), journal.second(step));
            byte[] frame = journal.frame(step);
            lines.add(journal.kind(step) == Journal.Kind.FRAME ? line + " " + Hex.of(frame, frame.length) : line);
        }
        return lines;
    }

    /**
     * Reads a {@code .seed} file.
     *
     * @throws IllegalArgumentException if it is none, with the line that is wrong
     * @throws IOException if it cannot be read
     */
    static Case read(Path file) throws IOException {
        Journal journal = new Journal();
        Setup setup = null;
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            try {
                if (line.startsWith(CONFIGURATION)) {
                    setup = Setup.of(Long.parseLong(line.substring(CONFIGURATION.length())));
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    step(line.split(" ", -1), journal);
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
                throw new IllegalArgumentException(
                        "%s, line %d: '%s' is no step; a step is KIND NUMBER NUMBER, for FRAME with the frame in hexadecimal"
                                .formatted(file, number, line.length() > 60 ? line.substring(0, 60) + "..." : line),
                        wrong);
            }
        }
        if (setup == null) {
            throw new IllegalArgumentException(
                    file + " has no line '" + CONFIGURATION + "NUMBER': it is no .seed file");
        }
        return new Case(setup, journal);
    }

    private static void step(String[] words, Journal to) {
        Journal.Kind kind = Journal.Kind.valueOf(words[0]);
        byte[] frame = kind == Journal.Kind.FRAME && words.length > 3 ? Hex.parse(words[3]) : new byte[0];
        to.add(kind, Long.parseLong(words[1]), Integer.parseInt(words[2]), frame);
    }

    /** The frames as a capture file with Ethernet headers; the clock is the gateway's. */
    private static byte[] capture(Journal journal) {
        int bytes = PCAP_HEADER;
        for (int step = 0; step < journal.size(); step++) {
            bytes += journal.kind(step) == Journal.Kind.FRAME ? PCAP_PACKET + journal.frame(step).length : 0;
        }
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.BIG_ENDIAN);
        out.putInt(0xa1b2_c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(1);
        long nanos = 0;
        for (int step = 0; step < journal.size(); step++) {
            if (journal.kind(step) == Journal.Kind.PASS) {
                nanos += journal.first(step);
            } else if (journal.kind(step) == Journal.Kind.FRAME) {
                byte[] frame = journal.frame(step);
                out.putInt((int) (nanos / 1_000_000_000)).putInt((int) (nanos / 1_000 % 1_000_000));
                out.putInt(frame.length).putInt(frame.length).put(frame);
            }
        }
        return out.array();
    }
}
