package io.sallyport.bench.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers taken from what Linux and testpmd print. */
final class MachineReadingTest {
    @Test
    void givesTheWorkerTheHighestCpuAndTheGeneratorTheNext() {
        assertThat(Cpus.choose("0-1", 1)).isEqualTo(new Cpus(List.of(1), 0));
        assertThat(Cpus.choose("0-2,7,9-11", 1)).isEqualTo(new Cpus(List.of(11), 10));
        assertThat(Cpus.choose("3,8", 1)).isEqualTo(new Cpus(List.of(8), 3));
    }

    @Test
    void givesEachWorkerACpuWhereThereAreEnough() {
        assertThat(Cpus.choose("0-4", 4)).isEqualTo(new Cpus(List.of(4, 3, 2, 1), 0));
        assertThat(Cpus.choose("0-3", 4)).isEqualTo(new Cpus(List.of(3, 3, 3, 3), 2));
    }

    @Test
    void saysThatOneCpuIsNotEnough() {
        assertThatThrownBy(() -> Cpus.choose("5", 1))
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
