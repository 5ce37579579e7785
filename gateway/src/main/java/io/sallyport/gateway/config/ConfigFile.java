package io.sallyport.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Gets the text of a configuration file. */
final class ConfigFile {
    private ConfigFile() {}

    static String text(Path file) throws ConfigException {
        if (!Files.exists(file)) {
            throw failure(file, "no such file", "give the path of a configuration, as in: sallyport run -c FILE");
        }
        if (Files.isDirectory(file)) {
            throw failure(file, "a directory", "give the path of a configuration file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(YamlText.MAX_CHARS + 1);
            if (bytes.length > YamlText.MAX_CHARS) {
                throw failure(file, "more than 1 MiB", "no configuration is as long; is it the right file?");
            }
            return decode(file, bytes);
        } catch (IOException e) {
            throw failure(file, "a file that cannot be read (" + e + ")", "make it readable for this user");
        }
    }

    private static String decode(Path file, byte[] bytes) throws ConfigException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            String before = text.lines().reduce("", (a, b) -> b);
            boolean atStart = text.isEmpty() || text.endsWith("\n");
            int line = (int) text.lines().count() + (atStart ? 1 : 0);
            int column = atStart ? 1 : before.codePointCount(0, before.length()) + 1;
            String octet = String.format(Locale.ROOT, "the byte 0x%02x, which is not UTF-8", bytes[in.position()]);
            throw failure(new ConfigProblem(file.toString(), line, column, "", octet, "save the file as UTF-8 text"));
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static ConfigException failure(Path file, String found, String allowed) {
        return failure(new ConfigProblem(file.toString(), 0, 0, "", found, allowed));
    }

    private static ConfigException failure(ConfigProblem problem) {
        return new ConfigException(List.of(problem));
    }
}
