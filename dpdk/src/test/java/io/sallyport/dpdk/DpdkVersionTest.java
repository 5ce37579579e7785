package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpdkVersionTest {
    @ParameterizedTest
    @CsvSource({
        "22, 11, DPDK 22.11.11",
        "23, 7, DPDK 23.07.0",
        "23, 11, DPDK 23.11.4",
        "24, 11, DPDK 24.11.2-rc1",
        "25, 11, DPDK 25.11.0",
        "26, 7, DPDK 26.07.0"
    })
    void acceptsKnownReleaseThatShimWasCompiledFor(int year, int month, String running) {
        assertThat(DpdkVersion.refusal(new DpdkVersion(year, month), running)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "22, 7, DPDK 22.07.0",
        "21, 11, DPDK 21.11.9",
        "26, 11, DPDK 26.11.0-rc0",
        "31, 11, DPDK 31.11.0",
        "22, 11, DPDK 23.11.2",
        "23, 11, DPDK 22.11.11",
        "22, 11, DPDK 23.03.0",
        "22, 11, something else",
        "22, 11, ''"
    })
    void refusesUnknownOrDifferentReleaseAndNamesBoth(int year, int month, String running) {
        assertThat(DpdkVersion.refusal(new DpdkVersion(year, month), running)).hasValueSatisfying(reason -> {
            assertThat(reason).contains("compiled for DPDK %d.%02d".formatted(year, month));
            assertThat(reason).contains("\"" + running + "\" is installed");
            assertThat(reason).contains("allowed are 22.11 to 26.07");
            assertThat(reason).contains("rebuild");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"DPDK 22.11.11", "22.11"})
    void readsVersionOfLibrary(String text) {
        assertThat(DpdkVersion.parse(text)).contains(new DpdkVersion(22, 11));
    }
}
