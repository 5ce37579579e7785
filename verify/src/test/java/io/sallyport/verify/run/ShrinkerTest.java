package io.sallyport.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.model.Configuration;
import io.sallyport.verify.model.Configuration.Switches;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    @Test
    @DisplayName("a difference that one packet makes is told by few packets")
    void findsAShortStory() {
        Lie noBridge = c -> new Configuration(
                c.workers(),
                c.interfaces(),
                c.routes(),
                c.neighbors(),
                c.pool(),
                c.statics(),
                c.noNat(),
                bridging(c.switches()),
                c.timeouts(),
                c.limits());
        Episode episode = new Episode(5, EnumSet.allOf(Feature.class), noBridge);
        Episode.Outcome outcome = episode.play(Episode.packets(4_000), Watcher.NOBODY);
        assertThat(outcome.isGood()).isFalse();
        int[] few = new Shrinker(episode, 60).shrink(Episode.packets(outcome.packets()));
        assertThat(few).hasSizeLessThanOrEqualTo(2);
        assertThat(episode.play(few, Watcher.NOBODY).difference()).contains("non_ipv4");
    }

    private static Switches bridging(Switches s) {
        return new Switches(
                s.hairpin(),
                s.softPairing(),
                s.portOverload(),
                s.otherProtocols(),
                !s.bridge(),
                s.rstRevive(),
                s.refusal(),
                s.mssClamp());
    }
}
