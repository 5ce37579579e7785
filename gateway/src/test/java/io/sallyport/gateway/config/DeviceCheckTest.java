package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeviceCheckTest {
    private static final Config CONFIG = config();

    @Test
    @Tag("C1.1")
    void acceptsPortsThatDpdkHas() {
        assertThat(DeviceCheck.check(
                        CONFIG,
                        Map.of("net_tap0", new DeviceFacts(4, "net_tap"), "net_tap1", new DeviceFacts(16, "x"))))
                .isEmpty();
    }

    @Test
    @Tag("C1.1")
    void refusesAPortThatDpdkDoesNotHaveAndListsThoseItHas() {
        Map<String, DeviceFacts> devices = Map.of(
                "net_tap0",
                new DeviceFacts(4, "net_tap"),
                "net_tap2",
                new DeviceFacts(4, "net_tap"),
                "0000:3b:00.1",
                new DeviceFacts(64, "net_ice"));

        assertThat(DeviceCheck.check(CONFIG, devices))
                .map(ConfigProblem::toString)
                .containsExactly("nat.yaml:3:12: interfaces[1].port: found net_tap1, which DPDK does not have; did you"
                        + " mean net_tap0? DPDK has 0000:3b:00.1 (net_ice), net_tap0 (net_tap), net_tap2 (net_tap)");
    }

    @Test
    @Tag("C1.1")
    void saysWhatToDoWhereDpdkHasNoPort() {
        assertThat(DeviceCheck.check(CONFIG, Map.of()))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.allowed()).contains("dpdk-devbind.py"));
    }

    @Test
    @Tag("C0.2")
    void refusesMoreWorkersThanAPortHasQueues() {
        Map<String, DeviceFacts> devices =
                Map.of("net_tap0", new DeviceFacts(4, "net_tap"), "net_tap1", new DeviceFacts(1, "net_af_xdp"));

        assertThat(DeviceCheck.check(CONFIG, devices))
                .map(ConfigProblem::toString)
                .containsExactly(
                        "nat.yaml:6:18: workers.count: found 4 workers, but port net_tap1 (net_af_xdp) can have 1"
                                + " queue; each worker has a queue of its own on each port: set at most 1, or use a port with"
                                + " more queues");
    }

    private static Config config() {
        try {
            return ConfigReader.read(
                    "nat.yaml", BadConfigurations.INTERFACES + BadConfigurations.NAT + "workers: {count: 4}\n");
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }
}
