package io.sallyport.lab.machine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An archive as Linux takes for its first file system: cpio, format {@code newc} (Linux, buffer-format.rst). One thread. */
final class CpioArchive {
    private static final int FOLDER = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int FILE = 0100644;
    private static final int ALIGNMENT = 4;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int inode = 1;

    void folder(String path) {
        entry(path, FOLDER, new byte[0]);
    }

    void program(String path, byte[] content) {
        entry(path, PROGRAM, content);
    }

    void file(String path, byte[] content) {
        entry(path, FILE, content);
    }

    /** All of it, with the entry that ends it. */
    byte[] finish() {
        entry("TRAILER!!!", 0, new byte[0]);
        return bytes.toByteArray();
    }

    private void entry(String path, int mode, byte[] content) {
        byte[] name = (path + "\0").getBytes(StandardCharsets.US_ASCII);
        StringBuilder header = new StringBuilder("070701");
        // inode, mode, user, group, links, time, size, device major and minor, of the device it stands for major and
        // minor,
        // length of the name, checksum
        int[] fields = {inode++, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0};
        for (int field : fields) {
            header.append(String.format(Locale.ROOT, "%08X", field));
        }
        bytes.writeBytes(header.toString().getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(name);
        pad();
        bytes.writeBytes(content);
        pad();
    }

    private void pad() {
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(0);
        }
    }
}
