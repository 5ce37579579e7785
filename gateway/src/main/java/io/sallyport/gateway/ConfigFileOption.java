package io.sallyport.gateway;

import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.ConfigProblem;
import io.sallyport.gateway.config.ConfigReader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The {@code -c FILE} of commands that take a configuration. */
final class ConfigFileOption {
    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration, YAML; docs/configuration.md has every key.")
    private Path file;

    ConfigFileOption() {
        this(Path.of("sallyport.yaml"));
    }

    ConfigFileOption(Path file) {
        this.file = file;
    }

    /** Reads the file; where it cannot be used, says every reason on standard error. */
    Optional<Config> read() {
        try {
            return Optional.of(ConfigReader.readFile(file));
        } catch (ConfigException refused) {
            print(refused);
            return Optional.empty();
        }
    }

    /** Prints every problem, a line each, and how many there are. */
    static void print(ConfigException refused) {
        for (ConfigProblem problem : refused.problems()) {
            System.err.println(problem);
        }
        int count = refused.problems().size();
        System.err.println("sallyport: " + count + (count == 1 ? " problem" : " problems")
                + " in the configuration, nothing was started");
    }
}
