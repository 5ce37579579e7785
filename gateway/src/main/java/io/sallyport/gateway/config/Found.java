package io.sallyport.gateway.config;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Says in an error what stands in the file. */
final class Found {
    private static final int MAX_LENGTH = 60;

    private Found() {}

    static String describe(Node node) {
        return switch (node) {
            case ScalarNode scalar when Section.isNull(scalar) -> "nothing";
            case ScalarNode scalar -> quote(scalar.getValue());
            case MappingNode mapping when mapping.getValue().isEmpty() -> "an empty mapping {}";
            case MappingNode mapping -> "a mapping of keys to values";
            case SequenceNode sequence when sequence.getValue().isEmpty() -> "an empty list []";
            default -> "a list";
        };
    }

    /** The text itself, cut if it is long; in quotes if it is empty or has spaces. */
    static String quote(String text) {
        int length = text.codePointCount(0, text.length());
        String cut = length > MAX_LENGTH ? text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "..." : text;
        return cut.isEmpty() || cut.chars().anyMatch(Character::isWhitespace) ? '"' + cut + '"' : cut;
    }
}
