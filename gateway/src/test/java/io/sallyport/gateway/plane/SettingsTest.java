package io.sallyport.gateway.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.policy.Refusal;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.worker.WorkerSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SettingsTest {
    @Test
    @Tag("C4.9")
    void aConfigurationThatSaysNothingGivesTheDefaultsOfTheDataPlane() {
        WorkerSettings settings = settings("");

        assertThat(settings.options()).isEqualTo(NatOptions.DEFAULT);
        assertThat(settings.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(settings.timeouts()).isEqualTo(Timeouts.DEFAULT);
    }

    @Test
    void eachOptionReachesTheWorkers() {
        assertThat(settings("  hairpin: drop\n").options().hairpin()).isFalse();
        assertThat(settings("  non-ipv4: drop\n").options().bridge()).isFalse();
        assertThat(settings("  other-protocols: drop\n").options().otherProtocols())
                .isFalse();
        assertThat(settings("  port-overload: false\n").options().portOverload())
                .isFalse();
        assertThat(settings("  pairing: strict\n").options().softPairing()).isFalse();
        assertThat(settings("  tcp-rst-revive: false\n").options().rstRevives()).isFalse();
        assertThat(settings("  mss-clamp: 536\n").options().mssClamp()).isEqualTo(536);
        assertThat(settings("  mss-clamp: 8960\n").options().mssClamp()).isEqualTo(8960);
        assertThat(settings("  icmp-refusal: none\n").options().refusal()).isEqualTo(Refusal.NONE);
        assertThat(settings("  icmp-refusal: host-unreachable\n").options().refusal())
                .isEqualTo(Refusal.HOST_UNREACHABLE);
    }

    @Test
    void eachLimitReachesTheWorkers() {
        assertThat(settings("  limits: {sessions-per-host: 1, ports-per-host: 2, new-sessions-per-host: 3/s,"
                                + " fragments-per-worker: 64}\n")
                        .limits())
                .isEqualTo(new Limits(1, 2, 3, 64));
    }

    @Test
    @Tag("C4.9")
    void eachTimeoutReachesTheWorkersInMilliseconds() {
        assertThat(settings("  timeouts: {udp: 1s, tcp-established: 2s, tcp-opening: 3s, tcp-closing: 4s, icmp: 5s,"
                                + " other: 6s, fragment: 7s, port-quarantine: 8s}\n")
                        .timeouts())
                .isEqualTo(new Timeouts(1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000));
        assertThat(settings("  timeouts: {port-quarantine: 0s}\n").timeouts().quarantine())
                .isZero();
    }

    private static WorkerSettings settings(String nat) {
        return Settings.of(Configurations.of(Configurations.VIRTUAL, Configurations.POOLS, nat));
    }
}
