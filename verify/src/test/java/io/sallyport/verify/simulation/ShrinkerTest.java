package io.sallyport.verify.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.check.Finding;
import io.sallyport.verify.simulation.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stories are made short. */
class ShrinkerTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final Step NEEDED = Step.of(Kind.TURN, 3);
    private static final Step LAST = Step.of(Kind.REST, 0);

    private static List<Step> story() {
        List<Step> story = new ArrayList<>();
        for (int k = 0; k < 300; k++) {
            story.add(Step.of(Kind.CONTROL, k));
        }
        story.add(117, NEEDED);
        story.add(260, LAST);
        return story;
    }

    private static @Nullable Finding tell(List<Step> story) {
        int needed = story.indexOf(NEEDED);
        int last = story.indexOf(LAST);
        if (needed >= 0 && needed < last) {
            return new Finding("wanted", "both in this order");
        }
        return last >= 0 ? new Finding("other", "the last without the first") : null;
    }

    @Test
    @DisplayName("only the steps that are needed for the same kind of finding are left, in order")
    void leavesWhatIsNeeded() {
        assertThat(new Shrinker(ShrinkerTest::tell, "wanted", MINUTE).shrink(story()))
                .containsExactly(NEEDED, LAST);
    }

    @Test
    @DisplayName("without time a story stays as it is")
    void stopsInTime() {
        assertThat(new Shrinker(ShrinkerTest::tell, "wanted", -1).shrink(story()))
                .isEqualTo(story());
    }
}
