package io.sallyport.gateway.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.gateway.config.MachineFacts;
import org.junit.jupiter.api.Test;

final class MachineTest {
    @Test
    void whatThisProcessMayUseIsOnlineAndPresent() {
        MachineFacts facts = Machine.cpus();

        assertThat(facts.usable()).isNotEmpty();
        assertThat(facts.online()).containsAll(facts.usable());
        assertThat(facts.present()).containsAll(facts.online());
    }
}
