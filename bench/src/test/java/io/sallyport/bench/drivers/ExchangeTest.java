package io.sallyport.bench.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ExchangeTest {
    @Test
    void readsTheGeneratorsLine() {
        Exchange seen = Exchange.parse(Samples.LINE);

        assertThat(seen.opened()).isEqualTo(10_000);
        assertThat(seen.pps()).isEqualTo(4_604_415);
        assertThat(seen.sent()).isEqualTo(500);
        assertThat(seen.received()).isEqualTo(497);
        assertThat(seen.lost()).isEqualTo(3);
        assertThat(seen.heldBack()).isEqualTo(0.97);
        assertThat(seen.wrongTtl()).isEqualTo(1);
        assertThat(seen.wrongTuple()).isEqualTo(1);
        assertThat(seen.wrong()).isEqualTo(2);
    }

    @Test
    void refusesALineWithoutACount() {
        assertThatThrownBy(() -> Exchange.parse(Samples.LINE.replace("\"lost\":3,", "\"lost\":,")))
                .isInstanceOf(DriversException.class)
                .hasMessageContaining("no result");
    }
}
