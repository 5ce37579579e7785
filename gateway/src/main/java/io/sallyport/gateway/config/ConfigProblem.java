package io.sallyport.gateway.config;

/**
 * One thing wrong with a configuration, for a person to mend.
 *
 * @param file name as the person gave it
 * @param line from 1; 0 if the problem has no place, as when the file is missing
 * @param column from 1, in characters; 0 with line 0
 * @param key path of the setting, like {@code nat.pools[0].addresses[1]}; empty if it is about the whole file
 * @param found what there is
 * @param allowed what there may be, or what to do, as a clause
 */
public record ConfigProblem(String file, int line, int column, String key, String found, String allowed) {
    private static final int MAX_LENGTH = 400;

    public ConfigProblem {
        file = oneLine(file);
        key = oneLine(key);
        found = oneLine(found);
        allowed = oneLine(allowed);
    }

    /** The problem in one line: {@code file:line:column: key: found this; allowed is that}. */
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line + ":" + column : "")
                + ": "
                + (key.isEmpty() ? "" : key + ": ")
                + "found "
                + found
                + "; "
                + allowed;
    }

    /** What was found is any bytes at all; it must not break the line or upset a terminal. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(MAX_LENGTH)
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) || !printable(c) ? '?' : c));
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? line + "..." : line.toString();
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
