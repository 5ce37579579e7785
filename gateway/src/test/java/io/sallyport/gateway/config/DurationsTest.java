package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms, 500", "300s, 300000", "5m, 300000", "2h, 7200000", "1d, 86400000", "0s, 0"})
    void readsEachUnit(String text, long millis) {
        assertThat(Durations.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "5", "-5s", "5 s", "5S", "1.5s", "05s", "5us", "5\u0665s", "99999999999999999999s"})
    void refusesWhatIsNoTime(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void writesTheLargestWholeUnit() {
        assertThat(Durations.format(Timeouts.DEFAULT.tcpEstablished())).isEqualTo("124m");
        assertThat(Durations.format(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(Durations.format(Duration.ofDays(7))).isEqualTo("7d");
        assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
    }
}
