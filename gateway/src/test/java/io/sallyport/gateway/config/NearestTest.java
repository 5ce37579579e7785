package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void countsEachKindOfSlipAsOne() {
        assertThat(Nearest.slips("pools", "pools")).isZero();
        assertThat(Nearest.slips("pols", "pools")).isEqualTo(1);
        assertThat(Nearest.slips("poools", "pools")).isEqualTo(1);
        assertThat(Nearest.slips("poolz", "pools")).isEqualTo(1);
        assertThat(Nearest.slips("poosl", "pools")).isEqualTo(1);
        assertThat(Nearest.slips("", "pools")).isEqualTo(5);
    }

    @Test
    void prefersTheNearest() {
        assertThat(Nearest.to("tcp-openning", List.of("tcp-closing", "tcp-opening")))
                .contains("tcp-opening");
    }

    @Test
    void guessesNothingFarOff() {
        assertThat(Nearest.to("xyz", List.of("to", "via"))).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), List.of("to"))).isEmpty();
    }
}
