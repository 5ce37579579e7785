package io.sallyport.gateway.config;

import io.sallyport.gateway.config.Source.Position;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.Parser;

/** Refuses what YAML can say and a configuration may not: several documents, anchors, tags and deep nesting. */
final class YamlEvents {
    /** The deepest setting is at depth 5; composing far deeper text would run out of stack. */
    private static final int MAX_DEPTH = 32;

    private final Reading reading;
    private int documents;
    private int depth;
    private boolean good = true;

    private YamlEvents(Reading reading) {
        this.reading = reading;
    }

    /** Whether the text has none of these; reports those it has. */
    static boolean check(Reading reading, Parser parser) {
        YamlEvents events = new YamlEvents(reading);
        while (parser.hasNext() && events.check(parser.next())) {}
        return events.good;
    }

    /** Whether to go on. */
    private boolean check(Event event) {
        switch (event) {
            case DocumentStartEvent start
            when documents == 1 ->
                refuse(
                        start,
                        "a second document",
                        "a configuration is one document; remove the line --- and what follows");
            case AliasEvent alias ->
                refuse(alias, "the alias *" + alias.getAlias(), "aliases are not allowed; write the value out");
            case NodeEvent node
            when node.getAnchor().isPresent() ->
                refuse(node, "the anchor &" + node.getAnchor().get(), "anchors are not allowed; write each value out");
            case CollectionStartEvent start
            when start.getTag().isPresent() -> refuseTag(start, start.getTag().get());
            case ScalarEvent scalar
            when scalar.getTag().isPresent() ->
                refuseTag(scalar, scalar.getTag().get());
            default -> {}
        }
        depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
        if (depth > MAX_DEPTH) {
            refuse(event, "more than " + MAX_DEPTH + " levels of nesting", "no setting is as deep; check the brackets");
        }
        documents += event instanceof DocumentStartEvent ? 1 : 0;
        return depth <= MAX_DEPTH && documents <= 1;
    }

    private void refuseTag(Event event, String tag) {
        refuse(event, "the tag " + Found.quote(tag), "tags are not allowed; write the plain value");
    }

    private void refuse(Event event, String found, String allowed) {
        good = false;
        reading.report(event.getStartMark().map(Reading::position).orElse(Position.START), "", found, allowed);
    }
}
