package io.sallyport.bench.drivers;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The gateway's configuration for a case. The addresses are those that the generator has on its side (ports.h, traffic.h). */
final class GatewayConfiguration {
    /** What the lab gives workers where a configuration says nothing. */
    private static final int LEAST_SESSIONS = 65_536;
    /** Addresses: four times the ports that a million flows need, so that none is used for two flows. */
    private static final int POOL = 64;

    private GatewayConfiguration() {}

    /**
     * The YAML text, without API and state.
     *
     * @param cpus of each worker
     */
    static String of(DriverCase one, Path folder, List<Integer> cpus) {
        int workers = cpus.size();
        // Quoted, so that the launcher of the gateway reserves no huge pages: that of the benchmark has.
        return """
                mode: "lab"
                workers: {count: %d, cores: [%s]}
                dpdk: {hugepages: auto}
                interfaces:
                  - {port: %s, devargs: "%s", role: inside, address: 172.16.0.1/24}
                  - {port: %s, devargs: "%s", role: outside, address: 198.51.100.2/24}
                routes:
                  - {to: 10.0.0.0/8, via: 172.16.0.2}
                  - {to: 0.0.0.0/0, via: 198.51.100.1}
                nat:
                  pools: [{name: public, addresses: [198.18.0.1-198.18.0.%d]}]
                  limits: {sessions-per-worker: %d}
                """.formatted(
                        workers,
                        cpus.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        one.wire().port(0),
                        one.wire().serverArguments(0, folder, workers),
                        one.wire().port(1),
                        one.wire().serverArguments(1, folder, workers),
                        POOL,
                        Math.max(LEAST_SESSIONS, one.flows() + one.flows() / 4));
    }
}
