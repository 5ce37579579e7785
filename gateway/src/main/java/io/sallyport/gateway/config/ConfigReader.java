package io.sallyport.gateway.config;

import io.sallyport.gateway.config.Source.Position;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads configurations. Any thread may call; nothing is kept between calls. */
public final class ConfigReader {
    private ConfigReader() {}

    /**
     * Reads a file.
     *
     * @throws ConfigException with every problem found, if there is any: in the file, or in getting at it
     */
    public static Config readFile(Path file) throws ConfigException {
        return read(file.toString(), ConfigFile.text(file));
    }

    /**
     * Reads a text.
     *
     * @param fileName what problems call the text
     * @throws ConfigException with every problem found, if there is any
     */
    public static Config read(String fileName, String text) throws ConfigException {
        Reading reading = new Reading(fileName);
        Optional<Node> root = YamlText.compose(reading, text);
        if (root.isEmpty() && reading.clean()) {
            reading.report(Position.START, "", "nothing", "a configuration has at least the keys interfaces and nat");
        }
        if (root.isEmpty() || !reading.clean()) {
            reading.finish();
        }
        Config config = ConfigBinder.bind(reading, root.orElseThrow());
        Rules.check(config, reading);
        reading.finish();
        return config;
    }
}
