package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.gateway.config.NatConfig.Filtering;
import io.sallyport.gateway.config.NatConfig.Hairpin;
import io.sallyport.gateway.config.NatConfig.IcmpRefusal;
import io.sallyport.gateway.config.NatConfig.Mapping;
import io.sallyport.gateway.config.NatConfig.NonIpv4;
import io.sallyport.gateway.config.NatConfig.OtherProtocols;
import io.sallyport.gateway.config.NatConfig.Pairing;
import io.sallyport.gateway.config.Source.Position;
import io.sallyport.gateway.config.StaticMapping.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final String SMALLEST = """
            interfaces:
              - {port: net_tap0, role: inside, address: 10.0.0.1/24}
              - {port: net_tap1, role: outside, address: 198.51.100.2/24}
            nat:
              pools: [{name: public, addresses: [203.0.113.10]}]
            """;

    static final String FULL = """
            mode: production
            workers: {count: 4, cores: [2, 3, 4, 5]}
            dpdk: {eal: ["--in-memory"], hugepages: on, mbufs: 65536, flow-rules: off}
            interfaces:
              - {port: net_af_packet0, devargs: "net_af_packet0,iface=lan-gw,qpairs=4", role: inside, address: 10.0.0.1/24, mtu: 1500}
              - {port: "0000:3b:00.1", role: outside, address: 198.51.100.2/24, mtu: 9000}
              - {port: net_tap2, address: 192.168.7.1/30}
            routes:
              - {to: 0.0.0.0/0, via: 198.51.100.1}
              - {to: 10.1.0.0/16, via: 10.0.0.254}
            nat:
              mapping: endpoint-independent
              filtering: address-dependent
              pools:
                - name: public
                  addresses: [203.0.113.10-203.0.113.13, 203.0.113.20]
                  ports: 1024-65535
                - name: more
                  addresses:
                    - 203.0.113.64/30
                  mapping: endpoint-dependent
                  filtering: endpoint-dependent
              static:
                - {protocol: tcp, inside: "10.1.0.80:80", outside: "203.0.113.20:8080"}
                - {protocol: udp, inside: "10.0.0.53:53", outside: "203.0.113.99:53"}
                - {protocol: tcp, inside: "10.0.0.53:53", outside: "203.0.113.99:53"}
                - {inside: 10.0.0.9, outside: 203.0.113.100}
              no-nat: [{to: 198.18.0.0/15}, {to: 192.0.2.0/24}]
              hairpin: drop
              pairing: strict
              port-overload: false
              other-protocols: drop
              non-ipv4: drop
              icmp-refusal: host-unreachable
              tcp-rst-revive: false
              mss-clamp: 1452
              timeouts: {udp: 2m, tcp-established: 2h, tcp-transitory: 100s, tcp-closing: 500ms, icmp: 30s, other: 1d,
                fragment: 5s, port-quarantine: 0s}
              limits: {sessions-per-worker: 2000000, sessions-per-host: 4000, ports-per-host: 3000,
                new-sessions-per-host: 100/s, fragments-per-worker: 64}
            state: {keep-sessions: false}
            api: {listen: "127.0.0.2:9000", unix: /tmp/api.sock}
            """;

    @Test
    @Tag("C1.1")
    @Tag("C1.2")
    @Tag("C1.3")
    @Tag("C1.4")
    void readsEverySetting() throws ConfigException {
        Config config = ConfigReader.read("nat.yaml", FULL);

        assertThat(config)
                .isEqualTo(new Config(
                        Mode.PRODUCTION,
                        new WorkersConfig(4, List.of(2, 3, 4, 5)),
                        new DpdkConfig(
                                List.of("--in-memory"),
                                DpdkConfig.Hugepages.ON,
                                OptionalInt.of(65536),
                                DpdkConfig.FlowRules.OFF),
                        List.of(
                                new InterfaceConfig(
                                        "net_af_packet0",
                                        "net_af_packet0,iface=lan-gw,qpairs=4",
                                        Role.INSIDE,
                                        prefix("10.0.0.1/24"),
                                        1500),
                                new InterfaceConfig(
                                        "0000:3b:00.1", null, Role.OUTSIDE, prefix("198.51.100.2/24"), 9000),
                                new InterfaceConfig("net_tap2", null, null, prefix("192.168.7.1/30"), 1500)),
                        List.of(
                                new RouteConfig(prefix("0.0.0.0/0"), address("198.51.100.1")),
                                new RouteConfig(prefix("10.1.0.0/16"), address("10.0.0.254"))),
                        new NatConfig(
                                Mapping.ENDPOINT_INDEPENDENT,
                                Filtering.ADDRESS_DEPENDENT,
                                List.of(
                                        new PoolConfig(
                                                "public",
                                                List.of(
                                                        range("203.0.113.10", "203.0.113.13"),
                                                        range("203.0.113.20", "203.0.113.20")),
                                                new PortRange(1024, 65535),
                                                Mapping.ENDPOINT_INDEPENDENT,
                                                Filtering.ADDRESS_DEPENDENT),
                                        new PoolConfig(
                                                "more",
                                                List.of(range("203.0.113.64", "203.0.113.67")),
                                                new PortRange(1024, 65535),
                                                Mapping.ENDPOINT_DEPENDENT,
                                                Filtering.ENDPOINT_DEPENDENT)),
                                List.of(
                                        mapping(Protocol.TCP, "10.1.0.80:80", "203.0.113.20:8080"),
                                        mapping(Protocol.UDP, "10.0.0.53:53", "203.0.113.99:53"),
                                        mapping(Protocol.TCP, "10.0.0.53:53", "203.0.113.99:53"),
                                        new StaticMapping(null, address("10.0.0.9"), 0, address("203.0.113.100"), 0)),
                                List.of(prefix("198.18.0.0/15"), prefix("192.0.2.0/24")),
                                Hairpin.DROP,
                                Pairing.STRICT,
                                false,
                                OtherProtocols.DROP,
                                NonIpv4.DROP,
                                IcmpRefusal.HOST_UNREACHABLE,
                                false,
                                OptionalInt.of(1452),
                                new Timeouts(
                                        Duration.ofSeconds(120),
                                        Duration.ofSeconds(7200),
                                        Duration.ofSeconds(100),
                                        Duration.ofMillis(500),
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(86400),
                                        Duration.ofSeconds(5),
                                        Duration.ZERO),
                                new Limits(
                                        2_000_000,
                                        OptionalInt.of(4000),
                                        OptionalInt.of(3000),
                                        OptionalInt.of(100),
                                        64)),
                        new StateConfig(null, false),
                        new ApiConfig(new Ipv4Endpoint(address("127.0.0.2"), 9000), Path.of("/tmp/api.sock")),
                        config.source()));
    }

    @Test
    @Tag("C0.3")
    @Tag("C6.5")
    void fillsInDefaults() throws ConfigException {
        Config config = ConfigReader.read("nat.yaml", SMALLEST);

        assertThat(config.mode()).isEqualTo(Mode.PRODUCTION);
        assertThat(config.workers()).isEqualTo(new WorkersConfig(4, List.of()));
        assertThat(config.workers().coresAuto()).isTrue();
        assertThat(config.dpdk())
                .isEqualTo(new DpdkConfig(
                        List.of(), DpdkConfig.Hugepages.AUTO, OptionalInt.empty(), DpdkConfig.FlowRules.AUTO));
        assertThat(config.routes()).isEmpty();
        assertThat(config.nat())
                .isEqualTo(new NatConfig(
                        Mapping.ENDPOINT_DEPENDENT,
                        Filtering.ENDPOINT_DEPENDENT,
                        List.of(new PoolConfig(
                                "public",
                                List.of(range("203.0.113.10", "203.0.113.10")),
                                PortRange.ALL,
                                Mapping.ENDPOINT_DEPENDENT,
                                Filtering.ENDPOINT_DEPENDENT)),
                        List.of(),
                        List.of(),
                        Hairpin.TRANSLATE,
                        Pairing.SOFT,
                        true,
                        OtherProtocols.TRANSLATE,
                        NonIpv4.BYPASS,
                        IcmpRefusal.ADMIN_PROHIBITED,
                        true,
                        OptionalInt.empty(),
                        new Timeouts(
                                Duration.ofSeconds(300),
                                Duration.ofSeconds(7440),
                                Duration.ofSeconds(240),
                                Duration.ofSeconds(240),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(300),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(120)),
                        new Limits(1_000_000, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), 4096)));
        assertThat(config.state()).isEqualTo(new StateConfig(null, true));
        assertThat(config.api())
                .isEqualTo(new ApiConfig(
                        new Ipv4Endpoint(address("127.0.0.1"), 8044), Path.of("/run/sallyport/api.sock")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', ENDPOINT_DEPENDENT, ENDPOINT_DEPENDENT",
        "'mapping: endpoint-independent', '', ENDPOINT_INDEPENDENT, ENDPOINT_INDEPENDENT",
        "'mapping: endpoint-independent, filtering: address-dependent', '', ENDPOINT_INDEPENDENT, ADDRESS_DEPENDENT",
        "'mapping: endpoint-independent, filtering: endpoint-dependent', '', ENDPOINT_INDEPENDENT, ENDPOINT_DEPENDENT",
        "'mapping: endpoint-independent', 'filtering: address-dependent', ENDPOINT_INDEPENDENT, ADDRESS_DEPENDENT",
        "'', 'mapping: endpoint-independent', ENDPOINT_INDEPENDENT, ENDPOINT_INDEPENDENT",
        "'filtering: endpoint-dependent', 'mapping: endpoint-independent', ENDPOINT_INDEPENDENT, ENDPOINT_DEPENDENT",
        "'filtering: address-dependent', 'mapping: endpoint-independent', ENDPOINT_INDEPENDENT, ADDRESS_DEPENDENT",
        "'mapping: endpoint-independent', 'mapping: endpoint-dependent', ENDPOINT_DEPENDENT, ENDPOINT_DEPENDENT",
        "'mapping: endpoint-independent, filtering: address-dependent', 'mapping: endpoint-dependent',"
                + " ENDPOINT_DEPENDENT, ENDPOINT_DEPENDENT"
    })
    @Tag("C0.3")
    @Tag("C6.5")
    void aPoolIsAsNatSaysUnlessItSaysElse(String ofNat, String ofPool, Mapping mapping, Filtering filtering)
            throws ConfigException {
        String nat = "nat: {%s, pools: [{name: p, addresses: [203.0.113.10], %s}]}\n"
                .formatted(ofNat.isEmpty() ? "hairpin: drop" : ofNat, ofPool.isEmpty() ? "ports: 1024-65535" : ofPool);

        PoolConfig pool = ConfigReader.read("nat.yaml", BadConfigurations.INTERFACES + nat)
                .nat()
                .pools()
                .getFirst();

        assertThat(pool.mapping()).isEqualTo(mapping);
        assertThat(pool.filtering()).isEqualTo(filtering);
    }

    @Test
    void portsMayBeReusedInOnePoolWhileAnothersServeAll() throws ConfigException {
        NatConfig nat = ConfigReader.read("nat.yaml", BadConfigurations.INTERFACES + """
                        nat:
                          port-overload: true
                          mapping: endpoint-independent
                          pools:
                            - {name: a, addresses: [203.0.113.10]}
                            - {name: b, addresses: [203.0.113.11], mapping: endpoint-dependent}
                        """)
                .nat();

        assertThat(nat.portOverload()).isTrue();
        assertThat(nat.pools())
                .extracting(PoolConfig::mapping)
                .containsExactly(Mapping.ENDPOINT_INDEPENDENT, Mapping.ENDPOINT_DEPENDENT);
    }

    @Test
    void takesFewerSessionsInLabUnlessToldOtherwise() throws ConfigException {
        assertThat(ConfigReader.read("nat.yaml", "mode: lab\n" + SMALLEST)
                        .nat()
                        .limits()
                        .sessionsPerWorker())
                .isEqualTo(65536);
    }

    @Test
    void readsOffAsNothing() throws ConfigException {
        Config config = ConfigReader.read("nat.yaml", SMALLEST + "api: {listen: off, unix: off}\n");
        assertThat(config.api()).isEqualTo(new ApiConfig(null, null));
    }

    @Test
    void takesAsManyWorkersAsCores() throws ConfigException {
        assertThat(ConfigReader.read("nat.yaml", "workers: {cores: [1, 2, 3, 4, 5]}\n" + SMALLEST)
                        .workers())
                .isEqualTo(new WorkersConfig(5, List.of(1, 2, 3, 4, 5)));
    }

    @Test
    void remembersWhereEachSettingStands() throws ConfigException {
        Config config = ConfigReader.read("nat.yaml", FULL);

        assertThat(config.source().positions())
                .containsAllEntriesOf(Map.of(
                        "workers", new Position(2, 1),
                        "workers.count", new Position(2, 18),
                        "workers.cores[1]", new Position(2, 32),
                        "interfaces[1]", new Position(6, 5),
                        "interfaces[1].port", new Position(6, 12),
                        "nat.pools", new Position(14, 3),
                        "nat.pools[0].addresses[1]", new Position(16, 46)));
        assertThat(config.problem("interfaces[1].port", "x", "y"))
                .isEqualTo(new ConfigProblem("nat.yaml", 6, 12, "interfaces[1].port", "x", "y"));
    }

    @Test
    void placesProblemsOfDefaultsAtTheNearestSettingAround() throws ConfigException {
        Config config = ConfigReader.read("nat.yaml", SMALLEST);

        assertThat(config.problem("nat.pools[0].ports", "x", "y"))
                .hasToString("nat.yaml:5:11: nat.pools[0].ports: found x; y");
        assertThat(config.problem("workers.count", "x", "y")).hasToString("nat.yaml:1:1: workers.count: found x; y");
    }

    @Test
    void tellsSettingsFromTheirPlaces() throws ConfigException {
        Config config = ConfigReader.read("nat.yaml", SMALLEST);
        Config moved = ConfigReader.read("other.yaml", "# the same, a line lower\n" + SMALLEST);
        Config other = ConfigReader.read("nat.yaml", SMALLEST.replace("113.10", "113.11"));

        assertThat(moved).isNotEqualTo(config);
        assertThat(moved.sameSettings(config)).isTrue();
        assertThat(other.sameSettings(config)).isFalse();
    }

    private static Ipv4Prefix prefix(String text) {
        return Ipv4Prefix.parse(text).orElseThrow();
    }

    private static int address(String text) {
        return Ipv4.parse(text).orElseThrow();
    }

    private static StaticMapping mapping(Protocol protocol, String inside, String outside) {
        Ipv4Endpoint in = Ipv4Endpoint.parse(inside).orElseThrow();
        Ipv4Endpoint out = Ipv4Endpoint.parse(outside).orElseThrow();
        return new StaticMapping(protocol, in.address(), in.port(), out.address(), out.port());
    }

    private static Ipv4Range range(String first, String last) {
        return new Ipv4Range(address(first), address(last));
    }
}
