package io.sallyport.gateway.plane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MacAddressTest {
    @ParameterizedTest
    @CsvSource({
        "010000535002, '02:50:53:00:00:01'",
        "ffffffffffff, 'ff:ff:ff:ff:ff:ff'",
        "0, '00:00:00:00:00:00'",
        "8090a0b0c0d, '0d:0c:0b:0a:09:08'"
    })
    void writesTheLowestByteFirst(String number, String text) {
        assertThat(MacAddress.format(Long.parseLong(number, 16))).isEqualTo(text);
    }
}
