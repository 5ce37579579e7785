package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.ConfigReader;
import io.sallyport.gateway.numa.Topology;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class CoresTest {
    /** In an order that is neither up nor down, as an unordered set may have it. */
    private static final SequencedSet<Integer> USABLE = new LinkedHashSet<>(List.of(5, 3, 9, 0, 7, 2));

    private static final Topology FLAT = Topology.of(Path.of("no", "nodes"));

    @Test
    @Tag("C0.2")
    void everyProductionWorkerHasACpuOfItsOwnFromTheTop() throws ConfigException {
        List<Integer> cpus = Cores.ofWorkers(config("workers: {count: 4}"), USABLE, FLAT);

        assertThat(cpus).containsExactly(9, 7, 5, 3);
        assertThat(Cores.main(cpus, USABLE)).isZero();
    }

    @Test
    void takesCpusThatTheConfigurationNames() throws ConfigException {
        List<Integer> cpus = Cores.ofWorkers(config("workers: {cores: [2, 0, 5, 3]}"), USABLE, FLAT);

        assertThat(cpus).containsExactly(2, 0, 5, 3);
        assertThat(Cores.main(cpus, USABLE)).isEqualTo(7);
    }

    @Test
    void labWorkersRunAnywhere() throws ConfigException {
        List<Integer> cpus = Cores.ofWorkers(config("mode: lab\nworkers: {count: 8}"), USABLE, FLAT);

        assertThat(cpus).hasSize(8).containsOnly(-1);
        assertThat(Cores.main(cpus, USABLE)).isZero();
    }

    @Test
    void sharesTheLowestCpuWhereWorkersHaveAll() throws ConfigException {
        List<Integer> cpus = Cores.ofWorkers(config("workers: {count: 6}"), USABLE, FLAT);

        assertThat(cpus).containsExactlyInAnyOrderElementsOf(USABLE);
        assertThat(Cores.main(cpus, USABLE)).isZero();
    }

    private static Config config(String part) throws ConfigException {
        return ConfigReader.read("test.yaml", part + """

                interfaces:
                  - {port: net_tap0, role: inside, address: 10.0.0.1/24}
                  - {port: net_tap1, role: outside, address: 198.51.100.2/24}
                nat:
                  pools: [{name: public, addresses: [203.0.113.10]}]
                """);
    }
}
