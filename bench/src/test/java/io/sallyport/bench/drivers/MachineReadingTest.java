package io.sallyport.bench.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Numbers taken from what Linux and testpmd print. */
final class MachineReadingTest {
    @Test
    void takesTheTwoHighestCpus() {
        assertThat(Cpus.choose("0-1")).isEqualTo(new Cpus(1, 0));
        assertThat(Cpus.choose("0-2,7,9-11")).isEqualTo(new Cpus(11, 10));
        assertThat(Cpus.choose("3,8")).isEqualTo(new Cpus(8, 3));
    }

    @Test
    void saysThatOneCpuIsNotEnough() {
        assertThatThrownBy(() -> Cpus.choose("5"))
                .isInstanceOf(DriversException.class)
                .hasMessageContaining("CPU 5 alone")
                .extracting(thrown -> ((DriversException) thrown).exitCode())
                .isEqualTo(3);
    }

    @Test
    void tellsTheShareOfCpuTime() {
        assertThat(CpuShare.parse("3000 1000 17")).isEqualTo(0.75);
        assertThat(CpuShare.parse("0 0 0")).isEqualTo(1);
        assertThat(CpuShare.parse("")).isEqualTo(1);
    }

    @Test
    void readsTestpmdsRate() {
        assertThat(Testpmd.rate("  Rx-pps:     22085632          Rx-bps:  10601103488"))
                .isEqualTo(22_085_632);
        assertThatThrownBy(() -> Testpmd.rate("  Tx-pps:     1")).isInstanceOf(DriversException.class);
    }
}
