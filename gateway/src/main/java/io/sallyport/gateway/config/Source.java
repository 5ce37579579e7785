package io.sallyport.gateway.config;

import java.util.Map;
import java.util.Set;

/**
 * Where in a file each setting stands.
 *
 * @param file name as the person gave it
 * @param positions by key path: of the value if it is a scalar or list entry, else of the key
 */
public record Source(String file, Map<String, Position> positions) {
    public Source {
        positions = Map.copyOf(positions);
    }

    /**
     * A place in the file.
     *
     * @param line from 1
     * @param column from 1, in characters
     */
    public record Position(int line, int column) {
        /** The first character. */
        static final Position START = new Position(1, 1);
    }

    /** Paths of all settings that the file has. */
    public Set<String> keys() {
        return positions.keySet();
    }

    /** Whether the file has the setting, rather than its default. */
    public boolean has(String key) {
        return positions.containsKey(key);
    }

    /** Where the setting stands; if the file leaves it out, the nearest setting around it, else the first character. */
    public Position position(String key) {
        return nearest(positions, key);
    }

    static Position nearest(Map<String, Position> positions, String key) {
        for (String path = key; !path.isEmpty(); path = Keys.parent(path)) {
            Position position = positions.get(path);
            if (position != null) {
                return position;
            }
        }
        return Position.START;
    }

    /** A problem at a setting; see {@link Config#problem}. */
    public ConfigProblem problem(String key, String found, String allowed) {
        Position position = position(key);
        return new ConfigProblem(file, position.line(), position.column(), key, found, allowed);
    }
}
