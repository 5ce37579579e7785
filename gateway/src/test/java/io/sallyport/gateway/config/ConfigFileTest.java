package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final String GOOD = BadConfigurations.INTERFACES + BadConfigurations.NAT;

    @TempDir
    Path folder;

    @Test
    void readsAFileAndNamesItInProblems() throws IOException, ConfigException {
        Path file = write(GOOD.getBytes(StandardCharsets.UTF_8));

        Config config = ConfigReader.readFile(file);

        assertThat(config.sameSettings(ConfigReader.read("x", GOOD))).isTrue();
        assertThat(config.source().file()).isEqualTo(file.toString());
    }

    @Test
    void readsAFileWithAByteOrderMark() throws IOException, ConfigException {
        Config config = ConfigReader.readFile(write(("\ufeff" + GOOD).getBytes(StandardCharsets.UTF_8)));

        assertThat(config.sameSettings(ConfigReader.read("x", GOOD))).isTrue();
    }

    @Test
    void refusesAMissingFile() {
        Path file = folder.resolve("none.yaml");

        assertThat(problem(file))
                .hasToString(
                        file + ": found no such file; give the path of a configuration, as in: sallyport run -c FILE");
    }

    @Test
    void refusesADirectory() {
        assertThat(problem(folder))
                .hasToString(folder + ": found a directory; give the path of a configuration file in it");
    }

    @Test
    void refusesAFileThatCannotBeRead() {
        // The kernel lets a process open its own memory, but not read it from address 0.
        ConfigProblem problem = problem(Path.of("/proc/self/mem"));

        assertThat(problem.found()).startsWith("a file that cannot be read (");
        assertThat(problem.allowed()).isEqualTo("make it readable for this user");
    }

    @Test
    void refusesBytesThatAreNotUtf8AtTheirPlace() throws IOException {
        Path file = write("mode: lab\n# k\u00f6nnte: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problem(file))
                .isEqualTo(new ConfigProblem(
                        file.toString(), 2, 4, "", "the byte 0xf6, which is not UTF-8", "save the file as UTF-8 text"));
    }

    @Test
    void refusesAFileThatEndsWithinACharacter() throws IOException {
        Path file = write(new byte[] {'a', '\n', 'b', ':', '\n', (byte) 0xe2, (byte) 0x82});

        assertThat(problem(file)).satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.column()).isEqualTo(1);
            assertThat(problem.found()).isEqualTo("the byte 0xe2, which is not UTF-8");
        });
    }

    @Test
    void refusesAFileThatNeverEnds() {
        assertThat(problem(Path.of("/dev/zero")).found()).isEqualTo("more than 1 MiB");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("nat.yaml"), bytes);
    }

    private static ConfigProblem problem(Path file) {
        ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> ConfigReader.readFile(file));
        assertThat(refusal).isNotNull();
        assertThat(refusal.problems()).hasSize(1);
        return refusal.problems().getFirst();
    }
}
