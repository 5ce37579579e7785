package io.sallyport.gate.sabotage;

import io.sallyport.verify.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something wrong that the gate has to find.
 *
 * @param name short name
 * @param does what is wrong, in words
 * @param boxes ids of the boxes that have to fail
 * @param stories names of those that are told to find it
 * @param edits what makes it so
 */
public record Fault(String name, String does, List<String> boxes, Set<String> stories, List<Edit> edits) {
    private static final int HEAD = 4;
    private static final int EDIT = 3;

    public Fault {
        boxes = List.copyOf(boxes);
        stories = Set.copyOf(stories);
        edits = List.copyOf(edits);
    }

    /** All faults, in the order of the list. */
    public static List<Fault> all() {
        return parse(Resource.lines(Fault.class, "faults.txt"));
    }

    /**
     * Reads a list as {@code faults.txt} explains it.
     *
     * @throws IllegalArgumentException if a line is not what it should be
     */
    static List<Fault> parse(List<String> lines) {
        List<Fault> faults = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            String name = rest(lines, at, "fault ");
            String does = rest(lines, at + 1, "does ");
            List<String> boxes = List.of(rest(lines, at + 2, "fails ").split(" ", -1));
            Set<String> stories = Set.of(rest(lines, at + 3, "told ").split(" ", -1));
            List<Edit> edits = new ArrayList<>();
            at += HEAD;
            do {
                edits.add(edit(lines, at));
                at += EDIT;
            } while (at < lines.size() && lines.get(at).startsWith("in "));
            faults.add(new Fault(name, does, boxes, stories, edits));
        }
        return faults;
    }

    private static Edit edit(List<String> lines, int at) {
        String[] place = rest(lines, at, "in ").split(" ", 2);
        return new Edit(
                place[0],
                place.length > 1 ? place[1] : "",
                rest(lines, at + 1, "- ").replace("\\n", "\n"),
                rest(lines, at + 2, "+ ").replace("\\n", "\n"));
    }

    private static String rest(List<String> lines, int at, String begins) {
        String line = at < lines.size() ? lines.get(at) : "the end of the list";
        if (!line.startsWith(begins)) {
            throw new IllegalArgumentException(
                    "line %d of the list of faults is '%s'; it should begin with '%s'".formatted(at + 1, line, begins));
        }
        return line.substring(begins.length());
    }
}
