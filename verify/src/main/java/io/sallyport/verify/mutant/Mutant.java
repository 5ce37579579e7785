package io.sallyport.verify.mutant;

import io.sallyport.verify.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * A fault to put into a copy of the product.
 *
 * @param name short name
 * @param proof command of {@code sallyport verify} that has to find it
 * @param fault what is wrong with it
 * @param file source file, below the package of the module that it is in
 * @param before text that stands there once
 * @param after text to stand there instead
 */
public record Mutant(String name, String proof, String fault, String file, String before, String after) {
    /** The proof that finds most of them. */
    public static final String SIMULATION = "simulation";

    private static final int LINES = 5;

    /** Makes one that has no proof of its own. */
    public Mutant(String name, String fault, String file, String before, String after) {
        this(name, SIMULATION, fault, file, before, after);
    }

    /** All mutants, in the order of the list. */
    static List<Mutant> all() {
        return parse(Resource.lines(Mutant.class, "mutants.txt"));
    }

    /**
     * Reads a list: five lines for each, which begin with {@code mutant}, {@code fault}, {@code in}, {@code -} and {@code +}. After the
     * name stands {@code by} and the proof, unless it is the simulation.
     *
     * @throws IllegalArgumentException if a line is not what it should be
     */
    public static List<Mutant> parse(List<String> lines) {
        List<Mutant> mutants = new ArrayList<>();
        for (int at = 0; at < lines.size(); at += LINES) {
            String[] name = rest(lines, at, "mutant ").split(" by ", 2);
            mutants.add(new Mutant(
                    name[0],
                    name.length > 1 ? name[1] : SIMULATION,
                    rest(lines, at + 1, "fault "),
                    rest(lines, at + 2, "in "),
                    rest(lines, at + 3, "- "),
                    rest(lines, at + 4, "+ ")));
        }
        return mutants;
    }

    private static String rest(List<String> lines, int at, String begins) {
        String line = at < lines.size() ? lines.get(at) : "the end of the list";
        if (!line.startsWith(begins)) {
            throw new IllegalArgumentException("line %d of the list of mutants is '%s'; it should begin with '%s'"
                    .formatted(at + 1, line, begins));
        }
        return line.substring(begins.length());
    }

    /**
     * The text of the file with the fault in it.
     *
     * @throws IllegalArgumentException if what should stand there does not, or more than once
     */
    public String applyTo(String source) {
        int at = source.indexOf(before);
        if (at < 0 || source.indexOf(before, at + 1) >= 0) {
            throw new IllegalArgumentException("mutant %s: '%s' stands %s in %s; it has to stand there once"
                    .formatted(name, before, at < 0 ? "nowhere" : "more than once", file));
        }
        return source.substring(0, at) + after + source.substring(at + before.length());
    }
}
