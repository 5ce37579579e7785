package io.sallyport.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.gate.sabotage.Fault;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class StageTest {
    @Test
    void tellsEveryStoryThatRowsAreExpectedOf() {
        assertThat(MachineRun.rows().stories()).isEqualTo(stories());
        assertThat(stories()).containsAll(Sources.rows().stories());
    }

    @Test
    void asksForTheRssOfNetworkCardsOnlyWhereThereAreSome() {
        Set<String> stories = stories();
        stories.removeAll(Sources.rows().stories());

        assertThat(stories).containsExactly("network-card");
    }

    @Test
    void tellsEveryStoryThatFaultsAreFoundBy() {
        assertThat(Fault.all()).allSatisfy(fault -> assertThat(stories()).containsAll(fault.stories()));
    }

    private static Set<String> stories() {
        Set<String> stories = new TreeSet<>(Set.of(Stage.CONFIGURATIONS, Stage.ENDING));
        for (Stage stage : Stage.values()) {
            stories.addAll(stage.stories().keySet());
        }
        return stories;
    }
}
