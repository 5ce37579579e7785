package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the text, reading it gives a configuration or problems, in time. */
class StrangeTextTest {
    private static final int RUNS = Integer.getInteger("sallyport.fuzz.runs", 2_000);

    private static final List<String> TOKENS = List.of(
            "\t",
            "\n",
            " ",
            ":",
            ": ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "#",
            "&a ",
            "*a",
            "!t ",
            "? ",
            "|",
            ">",
            "\"",
            "'",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "<<: ",
            "null",
            "~",
            "-1",
            "1e9",
            "0x10",
            "\u0000",
            "\u00e4",
            "\u2028",
            "\ud83d\ude00",
            "\ud83d",
            "\ufeff",
            "\u0085",
            "\r",
            "\\",
            "@",
            "`");

    @Test
    void mutatedConfigurationsGiveAConfigurationOrProblems() {
        long seed = Long.getLong("sallyport.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        int good = 0;
        int bad = 0;
        for (int i = 0; i < RUNS; i++) {
            String text = mutate(random);
            try {
                ConfigReader.read("nat.yaml", text);
                good++;
            } catch (ConfigException e) {
                checkProblems(e, text, seed);
                bad++;
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", text:\n" + text, e);
            }
        }
        assertThat(good).as("good texts, seed %s", seed).isPositive();
        assertThat(bad).as("bad texts, seed %s", seed).isGreaterThan(RUNS / 2);
    }

    @Test
    void everyTruncationGivesAConfigurationOrProblems() {
        for (int length = 0; length < ConfigReaderTest.FULL.length(); length++) {
            String text = ConfigReaderTest.FULL.substring(0, length);
            ConfigException refusal =
                    catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("nat.yaml", text));
            if (refusal != null) {
                checkProblems(refusal, text, 0);
            }
        }
    }

    @Test
    void refusesControlCharactersAtTheirPlace() {
        assertThat(problem("mode: lab\r\n# a\u0000b"))
                .hasToString("nat.yaml:2:4: found the character U+0000; a configuration is YAML text in UTF-8 without"
                        + " control characters; remove it");
        assertThat(problem("\rmode: \ud83d\ude00\ud83d").column()).isEqualTo(8);
    }

    @Test
    void refusesDeepNestingRatherThanRunOutOfStack() {
        assertThat(problem("[".repeat(100_000)))
                .hasToString("nat.yaml:1:33: found more than 32 levels of nesting; no setting is as deep; check the"
                        + " brackets");
    }

    @Test
    void refusesListsThatWouldTakeLongToCompare() {
        String text = "nat:\n  pools: [{name: p, addresses: [" + "1.1.1.1,".repeat(100_000) + "]}]\n"
                + BadConfigurations.INTERFACES;

        assertThat(problem(text))
                .hasToString("nat.yaml:2:21: nat.pools[0].addresses: found a list of 100000 entries; allowed are at"
                        + " most 4096");
    }

    @Test
    void showsStrangeTextWithoutHarmToTheTerminal() {
        ConfigProblem problem = problem("mode: \"\\e[31m\\n\\u202e" + "x".repeat(200) + "\"\n"
                + BadConfigurations.INTERFACES + BadConfigurations.NAT);

        assertThat(problem)
                .hasToString(
                        "nat.yaml:1:7: mode: found \"?[31m??" + "x".repeat(53) + "...\"; allowed is production or lab");
    }

    private static ConfigProblem problem(String text) {
        ConfigException refusal =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("nat.yaml", text));
        assertThat(refusal).isNotNull();
        assertThat(refusal.problems()).hasSize(1);
        return refusal.problems().getFirst();
    }

    private static void checkProblems(ConfigException refusal, String text, long seed) {
        long lines = text.lines().count() + 1;
        assertThat(refusal.problems())
                .as("seed %s, text:\n%s", seed, text)
                .isNotEmpty()
                .allSatisfy(problem -> {
                    assertThat(problem.line()).isBetween(1, (int) lines);
                    assertThat(problem.column()).isPositive();
                    assertThat(problem.found()).isNotBlank();
                    assertThat(problem.allowed()).isNotBlank();
                    assertThat(problem.toString()).matches("\\P{Cntrl}+");
                });
    }

    private static String mutate(SplittableRandom random) {
        StringBuilder text = new StringBuilder(ConfigReaderTest.FULL);
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
                case 1 -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(8)));
                case 2 -> text.setCharAt(at, (char) (0x20 + random.nextInt(0x5f)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                default -> swapLines(text, random);
            }
        }
        return text.toString();
    }

    private static void swapLines(StringBuilder text, SplittableRandom random) {
        List<String> lines = new ArrayList<>(text.toString().lines().toList());
        lines.add(random.nextInt(lines.size()), lines.remove(random.nextInt(lines.size())));
        text.setLength(0);
        text.append(String.join("\n", lines)).append('\n');
    }
}
