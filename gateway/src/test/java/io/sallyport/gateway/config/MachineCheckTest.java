package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MachineCheckTest {
    /** Eight cores; 6 is offline, 7 is not for this process. */
    private static final MachineFacts MACHINE = new MachineFacts(cores(0, 7), Set.of(0, 1, 2, 3, 4, 5, 7), cores(0, 5));

    @Test
    @Tag("C0.2")
    void acceptsCoresThatAreUsable() throws ConfigException {
        assertThat(check("workers: {cores: [2, 3, 4, 5]}")).isEmpty();
        assertThat(check("workers: {count: 6}")).isEmpty();
    }

    @Test
    @Tag("C0.2")
    void refusesCoresThatAreNotUsableAndSaysWhy() throws ConfigException {
        assertThat(check("workers: {cores: [5, 6, 7, 8]}"))
                .containsExactly(
                        "nat.yaml:1:22: workers.cores[1]: found core 6, which is offline; usable here are 0-5",
                        "nat.yaml:1:25: workers.cores[2]: found core 7, which this process may not run on; usable here"
                                + " are 0-5",
                        "nat.yaml:1:28: workers.cores[3]: found core 8, which this machine does not have; usable here"
                                + " are 0-5");
    }

    @Test
    @Tag("C0.4")
    void refusesFewerCoresThanWorkersInProduction() throws ConfigException {
        assertThat(check("workers: {count: 7}"))
                .containsExactly("nat.yaml:1:18: workers.count: found 7 workers, but 6 usable cores; in production each"
                        + " worker has a core of its own; usable here are 0-5; for a trial set mode: lab");
    }

    @Test
    void letsWorkersShareCoresInLab() throws ConfigException {
        assertThat(check("mode: lab\nworkers: {count: 63}")).isEmpty();
    }

    @Test
    void writesCoresAsRanges() throws ConfigException {
        MachineFacts machine = new MachineFacts(cores(0, 9), cores(0, 9), Set.of(0, 2, 3, 9));

        assertThat(MachineCheck.check(config("workers: {cores: [0, 2, 3, 4]}"), machine))
                .map(ConfigProblem::allowed)
                .containsExactly("usable here are 0, 2-3, 9");
    }

    private static Set<Integer> cores(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().collect(Collectors.toSet());
    }

    private static List<String> check(String text) throws ConfigException {
        return MachineCheck.check(config(text), MACHINE).stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    private static Config config(String text) throws ConfigException {
        return ConfigReader.read("nat.yaml", text + "\n" + BadConfigurations.INTERFACES + BadConfigurations.NAT);
    }
}
