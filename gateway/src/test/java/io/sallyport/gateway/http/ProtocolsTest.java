package io.sallyport.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProtocolsTest {
    @ParameterizedTest
    @CsvSource({"1, icmp", "6, tcp", "17, udp", "47, gre", "50, esp", "132, sctp", "0, 0", "41, 41", "255, 255"})
    void namesWhatOperatorsKnowByNameAndNumbersTheRest(int number, String name) {
        assertThat(Protocols.name(number)).isEqualTo(name);
    }

    @Test
    void readsEachNameThatItWrites() {
        assertThat(Protocols.NAMES)
                .allSatisfy(
                        name -> assertThat(Protocols.name(Protocols.number(name).orElseThrow()))
                                .isEqualTo(name));
        assertThat(Protocols.number("ospf")).isEmpty();
    }
}
