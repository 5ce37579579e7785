package io.sallyport.gateway.config;

import io.sallyport.gateway.config.Source.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One YAML mapping, read by key. What the file leaves out has its fallback; what it says wrongly is reported and has its
 * fallback too.
 */
final class Section {
    /** Rules compare the entries of a list with each other, which takes long for a longer one. */
    private static final int MAX_ITEMS = 4096;

    private static final Section NONE = new Section(new Reading(""), "");

    private final Reading reading;
    private final String path;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Section(Reading reading, String path) {
        this.reading = reading;
        this.path = path;
    }

    /** The section at {@code path}; reports duplicate and unknown keys, and anything that is no mapping. */
    static Section of(Reading reading, String path, Node node) {
        Section section = new Section(reading, path);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::add);
        } else {
            String keys = String.join(", ", Keys.under(path));
            reading.reportUnreadable(
                    path, Found.describe(node), "allowed are lines of `key: value` with the keys " + keys);
        }
        return section;
    }

    private void add(NodeTuple entry) {
        Position position =
                entry.getKeyNode().getStartMark().map(Reading::position).orElse(Position.START);
        if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
            reading.report(position, path, Found.describe(entry.getKeyNode()) + " as a key", "a key is a plain word");
            return;
        }
        String name = keyNode.getValue();
        String key = Keys.child(path, name);
        if (!Keys.under(path).contains(name)) {
            reading.report(position, key, "the unknown key " + Found.quote(name), UnknownKey.hint(path, name));
        } else if (values.containsKey(name)) {
            reading.report(
                    position,
                    key,
                    "the key " + name + " a second time",
                    "it is set already on line " + reading.position(key).line());
        } else {
            values.put(name, entry.getValueNode());
            boolean scalar = entry.getValueNode() instanceof ScalarNode value && !isNull(value);
            Optional<Mark> mark = scalar ? entry.getValueNode().getStartMark() : Optional.empty();
            reading.place(key, mark.map(Reading::position).orElse(position), Found.describe(entry.getValueNode()));
        }
    }

    /** Whether the file has the key. */
    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The path of one of this section's keys. */
    String path(String key) {
        return Keys.child(path, key);
    }

    /** The value of a key. */
    <T> T get(String key, Format<T> format, T fallback) {
        Node node = values.get(key);
        return node == null ? fallback : read(path(key), node, format).orElse(fallback);
    }

    /** The value of a key that may be left out. */
    <T> Optional<T> optional(String key, Format<T> format) {
        Node node = values.get(key);
        return node == null ? Optional.empty() : read(path(key), node, format);
    }

    /** The value of a key that the file must have; if it has not, {@code standIn}. */
    <T> T require(String key, Format<T> format, T standIn) {
        if (!has(key) && reading.readable(path)) {
            reading.reportUnreadable(path(key), "nothing", format.allowed());
        }
        return get(key, format, standIn);
    }

    /** The section at a key; an empty one if the file has none. */
    Section section(String key) {
        Node node = values.get(key);
        return node == null ? NONE : of(reading, path(key), node);
    }

    /** The sections in the list at a key. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (Item item : items(
                key, "a list of entries, each with the keys " + String.join(", ", Keys.under(path(key) + "[]")))) {
            sections.add(of(reading, item.path, item.node));
        }
        return sections;
    }

    /** The values in the list at a key. */
    <T> List<T> list(String key, Format<T> format, T standIn) {
        List<T> list = new ArrayList<>();
        for (Item item : items(key, "a list of values such as [a, b]; for each, " + format.allowed())) {
            list.add(read(item.path, item.node, format).orElse(standIn));
        }
        return list;
    }

    /** The values in the list at a key that the file must have. */
    <T> List<T> requireList(String key, Format<T> format, T standIn) {
        if (!has(key) && reading.readable(path)) {
            reading.reportUnreadable(path(key), "nothing", format.allowed());
        }
        return list(key, format, standIn);
    }

    /** The values in the list at a key, or none where one word stands for none. */
    <T> List<T> listOr(String word, String key, Format<T> format, T standIn) {
        boolean isWord = values.get(key) instanceof ScalarNode scalar
                && scalar.getValue().equals(word);
        return isWord ? List.of() : list(key, format, standIn);
    }

    private record Item(String path, Node node) {}

    private List<Item> items(String key, String allowed) {
        Node node = values.get(key);
        List<Item> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence && sequence.getValue().size() > MAX_ITEMS) {
            int size = sequence.getValue().size();
            reading.reportUnreadable(path(key), "a list of " + size + " entries", "allowed are at most " + MAX_ITEMS);
        } else if (node instanceof SequenceNode sequence) {
            for (Node value : sequence.getValue()) {
                Item item = new Item(Keys.item(path(key), items.size()), value);
                Position position = value.getStartMark().map(Reading::position).orElse(Position.START);
                reading.place(item.path, position, Found.describe(value));
                items.add(item);
            }
        } else if (node != null) {
            reading.reportUnreadable(path(key), Found.describe(node), "allowed is " + allowed);
        }
        return items;
    }

    private <T> Optional<T> read(String key, Node node, Format<T> format) {
        Optional<T> value = node instanceof ScalarNode scalar && !isNull(scalar)
                ? format.parse().apply(scalar.getValue())
                : Optional.empty();
        if (value.isEmpty()) {
            reading.reportUnreadable(key, Found.describe(node), format.allowed());
        }
        return value;
    }

    static boolean isNull(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL);
    }
}
