package io.sallyport.gateway.config;

import io.sallyport.gateway.config.Source.Position;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Turns text into YAML nodes, or into problems. */
final class YamlText {
    /** No sensible configuration is as long; a device or the wrong file may be. */
    static final int MAX_CHARS = 1 << 20;

    private YamlText() {}

    /** The nodes of a text; empty if there is a problem, which is then reported. */
    static Optional<Node> compose(Reading reading, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(2 * MAX_CHARS)
                .setAllowNonScalarKeys(true)
                .build();
        if (!YamlCharacters.check(reading, text)) {
            return Optional.empty();
        }
        try {
            if (!YamlEvents.check(reading, parser(settings, text))) {
                return Optional.empty();
            }
            return new Composer(settings, parser(settings, text)).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            reportSyntax(reading, text, e);
        } catch (YamlEngineException e) {
            reading.report(Position.START, "", "text that is not YAML (" + e.getMessage() + ")", "allowed is YAML 1.2");
        }
        return Optional.empty();
    }

    private static Parser parser(LoadSettings settings, String text) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }

    private static void reportSyntax(Reading reading, String text, MarkedYamlEngineException e) {
        Position position =
                e.getProblemMark().or(e::getContextMark).map(Reading::position).orElse(Position.START);
        int tab = e.getProblemMark().map(mark -> tabBefore(text, mark)).orElse(-1);
        if (tab >= 0) {
            reading.report(
                    new Position(position.line(), tab + 1),
                    "",
                    "a tab before the value",
                    "indent with spaces, not tabs");
        } else {
            reading.report(
                    position,
                    "",
                    "text that is not YAML (" + e.getProblem() + ")",
                    "check the indentation, colons, quotes and brackets here and on the line before");
        }
    }

    /** The column, from 0, of a tab among the blanks that begin the line at the mark; -1 if there is none. */
    private static int tabBefore(String text, Mark mark) {
        String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
        for (int i = 0; i < line.length() && Character.isWhitespace(line.charAt(i)); i++) {
            if (line.charAt(i) == '\t') {
                return i;
            }
        }
        return -1;
    }
}
