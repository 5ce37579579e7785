package io.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "999 | 999",
                "1000 | 1,000",
                "123456 | 123,456",
                "1234567 | 1,234,567",
                "-999 | -999",
                "-1000 | -1,000",
                "-123456 | -123,456",
                "9223372036854775807 | 9,223,372,036,854,775,807",
                "-9223372036854775808 | -9,223,372,036,854,775,808"
            })
    void separatesThousands(long value, String text) {
        assertThat(Table.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0s",
        "59,59s",
        "60,1m",
        "61,1m 1s",
        "3599,59m 59s",
        "3600,1h",
        "7440,2h 4m",
        "86399,23h 59m",
        "86400,1d",
        "93784,1d 2h",
        "8640000,100d"
    })
    void writesTheTwoLargestUnitsOfATime(long seconds, String text) {
        assertThat(Durations.text(seconds)).isEqualTo(text);
    }
}
