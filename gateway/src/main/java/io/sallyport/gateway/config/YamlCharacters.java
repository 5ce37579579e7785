package io.sallyport.gateway.config;

import io.sallyport.gateway.config.Source.Position;
import java.util.Locale;

/** Finds characters that no YAML text may have, such as zero bytes. */
final class YamlCharacters {
    private YamlCharacters() {}

    /** Whether the text has none; reports the first. */
    static boolean check(Reading reading, String text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!allowed(c)) {
                reading.report(
                        new Position(line, column),
                        "",
                        String.format(Locale.ROOT, "the character U+%04X", c),
                        "a configuration is YAML text in UTF-8 without control characters; remove it");
                return false;
            }
            i += Character.charCount(c);
            boolean newLine = c == '\n' || (c == '\r' && !text.startsWith("\n", i));
            line += newLine ? 1 : 0;
            column = newLine ? 1 : column + 1;
        }
        return true;
    }

    /** YAML 1.2 section 5.1, without the next-line character and the byte order mark within the text. */
    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0x7e)
                || (c >= 0xa0 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
                || c >= 0x10000;
    }
}
