package io.sallyport.verify.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The workers that a packet has to see. */
class WayTest {
    @Test
    @DisplayName(
            "a packet that comes in where its flow is owned sees one worker, any other is looked up after its hand-over")
    void plain() {
        assertThat(Way.of(2, -1, 2, -1)).hasToString("[2]");
        Way way = Way.of(0, -1, 2, -1);
        assertThat(way).hasToString("[0, 2]");
        assertThat(way.exit()).isEqualTo(2);
        assertThat(way.isLookedUpAt(1)).isTrue();
        assertThat(way.leads(0, 2)).isTrue();
        assertThat(way.leads(2, 0)).isFalse();
    }

    @Test
    @DisplayName("a fragment sees its home first, where it is not looked up")
    void fragment() {
        Way way = Way.of(0, 1, 2, -1);
        assertThat(way).hasToString("[0, 1, 2]");
        assertThat(way.home()).isEqualTo(1);
        assertThat(way.isLookedUpAt(1)).isFalse();
        assertThat(way.isLookedUpAt(2)).isTrue();
        assertThat(Way.of(1, 1, 1, -1)).hasToString("[1]");
        assertThat(Way.of(0, 1, 1, -1)).hasToString("[0, 1]");
    }

    @Test
    @DisplayName("a hairpin leaves from the owner of its second half")
    void hairpin() {
        Way way = Way.of(0, -1, 2, 3);
        assertThat(way).hasToString("[0, 2, 3]");
        assertThat(way.at(way.owner())).isEqualTo(2);
        assertThat(way.exit()).isEqualTo(3);
        assertThat(Way.of(0, -1, 2, 2)).hasToString("[0, 2]");
    }

    @ParameterizedTest
    @EnumSource(Rss.class)
    @DisplayName("a card spreads packets over queues that there are, and never-owner never hits the owner")
    void spreads(Rss rss) {
        for (int workers = 4; workers <= 16; workers++) {
            for (int flow = 0; flow < 200; flow++) {
                int owner = flow * 7 % workers;
                for (Side side : Side.values()) {
                    int queue = rss.queue(flow, side, owner, workers, flow * 31);
                    assertThat(queue).isBetween(0, workers - 1);
                    if (rss == Rss.NEVER_OWNER) {
                        assertThat(queue).isNotEqualTo(owner);
                    }
                }
            }
        }
    }
}
