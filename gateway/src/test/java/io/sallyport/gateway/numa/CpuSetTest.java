package io.sallyport.gateway.numa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CpuSetTest {
    @Test
    void readsASetOfCpusAsLinuxWritesIt() {
        assertThat(CpuSet.parse("0")).containsExactly(0);
        assertThat(CpuSet.parse("0-3,8")).containsExactly(0, 1, 2, 3, 8);
        assertThat(CpuSet.parse("0,2-2,62-65,127")).containsExactly(0, 2, 62, 63, 64, 65, 127);
    }

    @Test
    void anEmptySetIsEmpty() {
        assertThat(CpuSet.parse("")).isEmpty();
    }
}
