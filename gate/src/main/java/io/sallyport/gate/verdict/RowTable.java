package io.sallyport.gate.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which finding settles which boxes: the one place where stories and boxes meet.
 *
 * @param rows in the order of the stories
 * @param beyond boxes that no test can show, by id, and what it would take: rows that are found decide, or nothing does
 * @param unprobed why a box without rows has none
 */
public record RowTable(List<Row> rows, Map<String, String> beyond, String unprobed) {
    private static final Pattern STORY = Pattern.compile("\\[(.+)]");
    private static final Pattern ROW = Pattern.compile("(\\??) ?((?:C\\d+\\.\\d+ )*)= (.+)");

    private static final Pattern BEYOND = Pattern.compile("! (C\\d+\\.\\d+) = (.+)");
    private static final Pattern UNPROBED = Pattern.compile("! = (.+)");

    public RowTable {
        rows = List.copyOf(rows);
        beyond = Map.copyOf(beyond);
    }

    /**
     * Reads lines like {@code [story]} and {@code C1.2 C1.3 = pattern of the finding's name}; a question mark in front says that
     * the row may be missing. An exclamation mark stands before a box that no test can show,
     * and before why boxes without rows have none.
     *
     * @throws IllegalArgumentException if a line is neither
     */
    public static RowTable parse(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        Map<String, String> beyond = new HashMap<>();
        String story = "";
        String unprobed = "";
        for (String line : lines) {
            Matcher heading = STORY.matcher(line);
            Matcher row = ROW.matcher(line);
            Matcher outOfReach = BEYOND.matcher(line);
            Matcher without = UNPROBED.matcher(line);
            if (heading.matches()) {
                story = heading.group(1);
            } else if (outOfReach.matches()) {
                beyond.put(outOfReach.group(1), outOfReach.group(2));
            } else if (without.matches()) {
                unprobed = without.group(1);
            } else if (row.matches()) {
                List<String> boxes = Arrays.stream(row.group(2).split(" ", -1))
                        .filter(box -> !box.isEmpty())
                        .toList();
                rows.add(new Row(
                        story,
                        boxes,
                        Pattern.compile(row.group(3)),
                        !row.group(1).isEmpty()));
            } else {
                throw new IllegalArgumentException(
                        "rows.txt: found '%s', want '[story]' or 'C4.8 = name of a finding'".formatted(line));
            }
        }
        return new RowTable(rows, beyond, unprobed);
    }

    /** Names of all stories. */
    public Set<String> stories() {
        Set<String> stories = new TreeSet<>();
        rows.forEach(row -> stories.add(row.story()));
        return stories;
    }

    /** The rows that settle a box. */
    List<Row> settling(String box) {
        return rows.stream().filter(row -> row.boxes().contains(box)).toList();
    }
}
