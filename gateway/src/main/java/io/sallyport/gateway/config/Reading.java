package io.sallyport.gateway.config;

import io.sallyport.gateway.config.Source.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * What is known while a file is read: where its settings stand, which could not be read, and the problems. A setting
 * that could not be read has a stand-in value, and no problem of it is reported, so that one mistake is one problem. Rules
 * must only see to it that a stand-in is no reason to refuse another setting.
 */
final class Reading {
    private final String file;
    private final Map<String, Position> positions = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    Reading(String file) {
        this.file = file;
    }

    /** Notes where a setting stands, and what the file says, described. */
    void place(String key, Position position, String text) {
        positions.put(key, position);
        texts.put(key, text);
    }

    /** What the file says of a setting, described; of one that it leaves out, nothing. */
    String text(String key) {
        return texts.getOrDefault(key, "nothing");
    }

    /** Adds a problem of a setting, unless its value is a stand-in. */
    void report(String key, String found, String allowed) {
        if (readable(key)) {
            report(Source.nearest(positions, key), key, found, allowed);
        }
    }

    /** Adds a problem somewhere in the file, whether or not a setting stands there. */
    void report(Position position, String key, String found, String allowed) {
        problems.add(new ConfigProblem(file, position.line(), position.column(), key, found, allowed));
    }

    /** Adds a problem that leaves a setting with a stand-in value. */
    void reportUnreadable(String key, String found, String allowed) {
        report(key, found, allowed);
        unreadable.add(key);
    }

    /** Whether the value of the setting, or of all around it, is what the file says. */
    boolean readable(String key) {
        for (String path = key; !path.isEmpty(); path = Keys.parent(path)) {
            if (unreadable.contains(path)) {
                return false;
            }
        }
        return !unreadable.contains("");
    }

    /** Whether the setting and all within it are what the file says. */
    boolean whollyReadable(String key) {
        return readable(key)
                && unreadable.stream().noneMatch(path -> path.startsWith(key + ".") || path.startsWith(key + "["));
    }

    /** Whether a problem of just this setting was found. */
    boolean reported(String key) {
        return problems.stream().anyMatch(problem -> problem.key().equals(key));
    }

    /** Where a setting that the file has stands. */
    Position position(String key) {
        return Source.nearest(positions, key);
    }

    /** Whether no problem was found. */
    boolean clean() {
        return problems.isEmpty();
    }

    /** Fails if there is any problem, with all of them in the order of the file. */
    void finish() throws ConfigException {
        if (!clean()) {
            throw new ConfigException(problems.stream()
                    .distinct()
                    .sorted(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
                    .toList());
        }
    }

    /** The positions known by now. */
    Source source() {
        return new Source(file, positions);
    }

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
