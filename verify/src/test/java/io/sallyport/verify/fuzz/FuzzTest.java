package io.sallyport.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.DropReason;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short run of the fuzzer with fixed seeds: {@code ./sallyport verify fuzz} makes long ones. */
@Tag("C9.2")
@Tag("C12.4")
@Tag("C12.5")
class FuzzTest {
    private static final long FRAMES = 60_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    @DisplayName("good, bent and broken frames: no finding, and most of what can happen to a frame has happened")
    void findsNothing(long seed) {
        Campaign campaign = new Campaign(seed, FRAMES, FRAMES / 6);
        campaign.run();
        assertThat(campaign.frames()).isGreaterThanOrEqualTo(FRAMES);
        assertThat(campaign.gateways()).isGreaterThan(4);
        assertThat(campaign.reached()).as("different behaviours").isGreaterThan(300);
        Set<DropReason> missed = EnumSet.complementOf(EnumSet.copyOf(campaign.reasons()));
        assertThat(missed).as("drop reasons without a frame").hasSizeLessThan(12);
    }

    @Test
    @DisplayName("the same seed and number of frames make the same run")
    void repeatsItself() {
        Campaign one = new Campaign(3, 4_000, 2_000);
        Campaign other = new Campaign(3, 4_000, 2_000);
        one.run();
        other.run();
        assertThat(one.signatures()).isEqualTo(other.signatures()).isNotEmpty();
        assertThat(one.journal().size()).isEqualTo(other.journal().size());
        for (int step = 0; step < one.journal().size(); step++) {
            assertThat(one.journal().frame(step)).isEqualTo(other.journal().frame(step));
        }
    }
}
