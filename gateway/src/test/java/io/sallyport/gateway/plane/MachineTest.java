package io.sallyport.gateway.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.gateway.config.MachineFacts;
import org.junit.jupiter.api.Test;

final class MachineTest {
    @Test
    void readsASetOfCpusAsLinuxWritesIt() {
        assertThat(Machine.parse("0")).containsExactly(0);
        assertThat(Machine.parse("0-3,8")).containsExactly(0, 1, 2, 3, 8);
        assertThat(Machine.parse("0,2-2,62-65,127")).containsExactly(0, 2, 62, 63, 64, 65, 127);
    }

    @Test
    void anEmptySetIsEmpty() {
        assertThat(Machine.parse("")).isEmpty();
    }

    @Test
    void whatThisProcessMayUseIsOnlineAndPresent() {
        MachineFacts facts = Machine.cpus();

        assertThat(facts.usable()).isNotEmpty();
        assertThat(facts.online()).containsAll(facts.usable());
        assertThat(facts.present()).containsAll(facts.online());
    }
}
