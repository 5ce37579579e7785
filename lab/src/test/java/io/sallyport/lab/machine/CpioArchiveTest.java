package io.sallyport.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CpioArchiveTest {
    private static final int HEADER = 110;
    private static final int MODE = 14;
    private static final int SIZE = 54;
    private static final int NAME_LENGTH = 94;

    /** Mode and content of an entry. */
    private record Entry(String mode, String content) {}

    @Test
    void holdsWhatWasPutInWithItsKindAndEndsWithTheTrailer() {
        CpioArchive archive = new CpioArchive();
        archive.folder("bin");
        archive.program("init", bytes("#!/bin/sh\n"));
        archive.file("a/settings", bytes("abc"));
        archive.file("empty", new byte[0]);

        Map<String, Entry> entries = read(archive.finish());

        assertThat(entries.keySet()).containsExactly("bin", "init", "a/settings", "empty", "TRAILER!!!");
        assertThat(entries.get("bin")).isEqualTo(new Entry("000041ED", ""));
        assertThat(entries.get("init")).isEqualTo(new Entry("000081ED", "#!/bin/sh\n"));
        assertThat(entries.get("a/settings")).isEqualTo(new Entry("000081A4", "abc"));
        assertThat(entries.get("empty")).isEqualTo(new Entry("000081A4", ""));
    }

    /** As the kernel reads it: names and contents each begin and end on four bytes. */
    private static Map<String, Entry> read(byte[] archive) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        int at = 0;
        while (at < archive.length) {
            assertThat(text(archive, at, 6)).isEqualTo("070701");
            int size = Integer.parseInt(text(archive, at + SIZE, 8), 16);
            int nameLength = Integer.parseInt(text(archive, at + NAME_LENGTH, 8), 16);
            String name = text(archive, at + HEADER, nameLength - 1);
            int content = aligned(at + HEADER + nameLength);
            entries.put(name, new Entry(text(archive, at + MODE, 8), text(archive, content, size)));
            at = aligned(content + size);
        }
        assertThat(at).isEqualTo(archive.length);
        return entries;
    }

    private static int aligned(int offset) {
        return (offset + 3) / 4 * 4;
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
