package io.sallyport.lab.traffic;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last line of a traffic program: {@code result KEY=NUMBER ...}. */
public record Outcome(Map<String, Long> figures) {
    private static final String PREFIX = "result";

    /** Keeps the order of the figures. */
    public Outcome {
        figures = new LinkedHashMap<>(figures);
    }

    /** Whether a line is such a line. */
    public static boolean is(String line) {
        return line.startsWith(PREFIX + " ");
    }

    /** Reads such a line. */
    public static Outcome parse(String line) {
        Map<String, Long> figures = new LinkedHashMap<>();
        for (String word : line.substring(PREFIX.length()).strip().split(" ", -1)) {
            String[] pair = word.split("=", 2);
            figures.put(pair[0], Long.parseLong(pair[1]));
        }
        return new Outcome(figures);
    }

    /** One figure. */
    public long get(String key) {
        Long figure = figures.get(key);
        if (figure == null) {
            throw new IllegalArgumentException("no figure " + key + " in " + figures);
        }
        return figure;
    }

    /** The line that {@link #parse} reads. */
    public String line() {
        StringBuilder line = new StringBuilder(PREFIX);
        figures.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
        return line.toString();
    }
}
