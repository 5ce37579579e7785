package io.sallyport.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.model.Reason;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gateway against the model, as in {@code ./sallyport verify model}, but always the same packets. */
class TrafficTest {
    private static final Set<Feature> ALL = EnumSet.allOf(Feature.class);
    private static final long SEED = 20_000;
    private static final long PACKETS = 100_000;

    @Test
    @DisplayName("random traffic: every frame, drop reason, counter, session and ledger is as the model says")
    @Tag("C2.5")
    @Tag("C4.7")
    @Tag("C5.3")
    @Tag("C6.2")
    @Tag("C7.7")
    @Tag("C7.8")
    @Tag("C8.6")
    @Tag("C9.2")
    @Tag("C10.10")
    @Tag("C12.4")
    void doesAsTheModelSays() throws InterruptedException {
        ModelRun run = new ModelRun(SEED, PACKETS, 2, ALL);
        ModelRun.Bad bad = run.run(sent -> {});
        assertThat(bad)
                .as(() -> bad == null
                        ? "no difference"
                        : Finding.shrink(bad.seed(), bad.packets(), ALL, 30).story())
                .isNull();
        assertThat(run.tally().unseen())
                .as("reasons that the traffic does not reach")
                .containsOnly(Reason.NEIGHBOR_UNRESOLVED, Reason.NO_MBUF);
        assertThat(run.tally().left()).isGreaterThan(PACKETS / 3);
    }

    @Test
    @DisplayName("an episode is the same each time it is played")
    void repeats() {
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        new Episode(SEED, ALL).play(Episode.packets(300), event -> first.append(FrameText.of(event.frame)));
        new Episode(SEED, ALL).play(Episode.packets(300), event -> second.append(FrameText.of(event.frame)));
        assertThat(first.toString()).isEqualTo(second.toString()).hasSizeGreaterThan(300);
    }
}
