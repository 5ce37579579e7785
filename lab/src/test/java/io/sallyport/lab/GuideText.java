package io.sallyport.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a page that a reader types, and the lines that have to come of each. */
final class GuideText {
    private static final Pattern PART = Pattern.compile("(?s)<!-- A test runs .+?-->(.+)<!-- To here\\. -->");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\n(.+?)```(?:\\n\\n```text\\n(.+?)```)?");
    private static final Pattern TOKEN =
            Pattern.compile("\\b[0-9a-f]{64}\\b|\\d+\\.\\d+\\.\\d+\\.\\d+|\\d[\\d.,]*|…|\\s+|[^\\d…\\s]");

    /** Any but zero. */
    private static final String NUMBER = "(?!0(?![\\d.]))\\d[\\d.,]*";

    private GuideText() {}

    /**
     * Commands to type, and the lines that they print.
     *
     * @param commands as they stand
     * @param lines some of what they print, in this order
     */
    record Block(String commands, List<String> lines) {}

    /** The blocks of the part that is marked as tried by a test. */
    static List<Block> blocks(String page) {
        Matcher part = PART.matcher(page);
        if (!part.find()) {
            throw new AssertionError("the page has no part that is marked as tried by a test");
        }
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(part.group(1));
        while (block.find()) {
            blocks.add(new Block(
                    block.group(1),
                    block.group(2) == null ? List.of() : block.group(2).lines().toList()));
        }
        return blocks;
    }

    /**
     * The first of {@code wanted} that is not among {@code printed} in its place, or an empty text. Numbers other than zero and
     * the widths of gaps may differ, addresses may not; an ellipsis is any text; digests that are the same on the page have to be the
     * same.
     */
    static String missing(List<String> wanted, List<String> printed, Map<String, String> digests) {
        int next = 0;
        for (String line : wanted) {
            boolean found = false;
            while (next < printed.size() && !found) {
                found = matches(line, printed.get(next++), digests);
            }
            if (!found) {
                return line;
            }
        }
        return "";
    }

    private static boolean matches(String wanted, String printed, Map<String, String> digests) {
        StringBuilder pattern = new StringBuilder("\\s*");
        String digest = "";
        Matcher token = TOKEN.matcher(wanted.strip());
        while (token.find()) {
            if (token.group().length() == 64) {
                digest = token.group();
                pattern.append("(?<digest>")
                        .append(digests.getOrDefault(digest, "[0-9a-f]{64}"))
                        .append(')');
            } else {
                pattern.append(part(token.group()));
            }
        }
        Matcher found = Pattern.compile(pattern + "\\s*").matcher(printed);
        if (found.matches() && !digest.isEmpty()) {
            digests.put(digest, found.group("digest"));
        }
        return found.matches();
    }

    private static String part(String token) {
        if (token.equals("…")) {
            return ".*";
        }
        if (token.isBlank()) {
            return "\\s+";
        }
        boolean number = Character.isDigit(token.charAt(0)) && !token.equals("0") && token.split("\\.", -1).length != 4;
        return number ? NUMBER : Pattern.quote(token);
    }
}
