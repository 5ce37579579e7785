package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.gateway.config.BadConfigurations.Case;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadConfigurationsTest {
    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("cases")
    @Tag("C0.2")
    @Tag("C0.4")
    @Tag("C1.1")
    @Tag("C1.2")
    @Tag("C1.3")
    @Tag("C1.5")
    @Tag("C1.6")
    @Tag("C1.7")
    void refuses(Case bad) {
        ConfigException refusal =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("nat.yaml", bad.text()));

        assertThat(refusal).as("refusal of\n%s", bad.text()).isNotNull();
        String message = refusal.getMessage();
        List<ConfigProblem> problems = refusal.problems();
        assertThat(problems).as(message).hasSameSizeAs(bad.problems());
        for (int i = 0; i < problems.size(); i++) {
            ConfigProblem problem = problems.get(i);
            assertThat(bad.problems().get(i))
                    .as("problem %s of\n%s", i, message)
                    .matches(expected -> expected.matches(problem), problem.toString());
        }
    }

    @Test
    void saysAProblemInOneLine() {
        ConfigException refusal = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigReader.read(
                        "nat.yaml",
                        BadConfigurations.INTERFACES
                                + BadConfigurations.NAT.replace("203.0.113.10", "203.0.113.9, 10.1.2.3")));

        assertThat(refusal)
                .hasMessage(
                        "nat.yaml:5:51: nat.pools[0].addresses[1]: found 10.1.2.3, which is in 10.0.0.0/8 (RFC 1918);"
                                + " a pool address must be public: give addresses that your provider routes to this gateway");
    }

    static List<Case> cases() {
        return BadConfigurations.read();
    }
}
