package io.sallyport.verify.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.check.Finding;
import io.sallyport.verify.simulation.Tally.Of;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short run of the simulation: {@code ./sallyport verify simulation} makes long ones. */
class SimulationTest {
    private static final long SEEDS = 2_500;
    private static final int THREADS = 2;

    @Test
    @Tag("C3.3")
    @Tag("C3.4")
    @Tag("C3.5")
    @Tag("C3.6")
    @Tag("C3.7")
    @Tag("C3.8")
    @Tag("C3.10")
    @Tag("C3.12")
    @Tag("C8.1")
    @Tag("C8.2")
    @Tag("C8.3")
    @Tag("C8.4")
    @Tag("C8.5")
    @Tag("C8.6")
    @Tag("C9.1")
    @Tag("C9.2")
    @Tag("C9.3")
    @Tag("C9.5")
    @Tag("C10.9")
    @Tag("C10.10")
    @DisplayName(
            "thousands of stories in every order of workers: no finding, and everything that can happen has happened")
    void findsNothing() throws InterruptedException {
        SimulationRun run = new SimulationRun(1, SEEDS, THREADS);
        SimulationRun.Bad bad = run.run(told -> {});
        assertThat(bad).as("first story with a finding").isNull();
        assertThat(run.told()).isEqualTo(SEEDS);
        Tally tally = run.tally();
        for (Of what : Of.values()) {
            assertThat(tally.get(what)).as(what.label()).isPositive();
        }
        assertThat(tally.numbers().get("lives_by_workers")).asString().contains("4=", "6=", "8=", "16=");
        assertThat(tally.numbers().get("stories_by_rss")).asString().doesNotContain("=0");
    }

    @ParameterizedTest
    @ValueSource(longs = {4_676, 6_329, 36_418, 49_577, 80_095, 102_626})
    @DisplayName("stories that have found something once, beyond those told above")
    void foundSomethingOnce(long seed) {
        try (Rig.Desk desk = new Rig.Desk()) {
            tell(desk, seed, new Tally());
        }
    }

    @Test
    @DisplayName("a seed tells the same story every time, line by line, whatever was told before it")
    void repeatsItself() {
        List<String> alone = told(42);
        told(3);
        assertThat(told(42)).isEqualTo(alone).hasSizeGreaterThan(100);
    }

    private static List<String> told(long seed) {
        List<String> lines = new ArrayList<>();
        Scenario scenario = ScenarioMaker.make(seed);
        try (Rig.Desk desk = new Rig.Desk()) {
            Finding finding = Play.run(
                    desk,
                    scenario,
                    StoryMaker.make(scenario, new Tally()),
                    new Tally(),
                    (now, line) -> lines.add(now + " " + line.get()));
            assertThat(finding).isNull();
        }
        return lines;
    }

    @Test
    @DisplayName("stories follow each other on one desk as they would on a desk of their own")
    void desksForget() {
        Tally shared = new Tally();
        Tally own = new Tally();
        try (Rig.Desk desk = new Rig.Desk()) {
            for (long seed = 100; seed < 110; seed++) {
                tell(desk, seed, shared);
            }
        }
        for (long seed = 100; seed < 110; seed++) {
            try (Rig.Desk desk = new Rig.Desk()) {
                tell(desk, seed, own);
            }
        }
        assertThat(shared.numbers()).isEqualTo(own.numbers());
    }

    private static void tell(Rig.Desk desk, long seed, Tally tally) {
        Scenario scenario = ScenarioMaker.make(seed);
        assertThat(Play.run(desk, scenario, StoryMaker.make(scenario, tally), tally, Trace.NONE))
                .isNull();
    }
}
