package io.sallyport.lab.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class MappingsTest {
    private final Mappings before = new Mappings(Map.of("udp a", "x:1 of worker 0", "tcp b", "y:2 of worker 1"));

    @Test
    void thoseOfTheSameFlowsToTheSamePortsDoNotDiffer() {
        assertThat(new Mappings(Map.copyOf(before.byFlow())).differenceTo(before))
                .isEmpty();
    }

    @Test
    void anotherPortIsADifference() {
        assertThat(new Mappings(Map.of("udp a", "x:3 of worker 0", "tcp b", "y:2 of worker 1")).differenceTo(before))
                .isEqualTo("udp a: was x:1 of worker 0, is x:3 of worker 0");
    }

    @Test
    void aFlowThatIsGoneIsADifference() {
        assertThat(new Mappings(Map.of("tcp b", "y:2 of worker 1")).differenceTo(before))
                .isEqualTo("udp a: was x:1 of worker 0, is gone");
    }

    @Test
    void aFlowMoreIsADifference() {
        Mappings after = new Mappings(
                Map.of("udp a", "x:1 of worker 0", "tcp b", "y:2 of worker 1", "udp c", "z:3 of worker 2"));

        assertThat(after.differenceTo(before)).isEqualTo("3 flows, before 2");
    }
}
