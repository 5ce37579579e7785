package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sallyport.api.PoolAddress;
import io.sallyport.api.Pools;
import io.sallyport.api.PortUse;
import io.sallyport.api.SessionInfo;
import io.sallyport.api.StaticMapping;
import io.sallyport.api.WorkerPorts;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.http.EndpointFilter;
import io.sallyport.gateway.http.SessionCursor;
import io.sallyport.gateway.http.SessionQuery;
import io.sallyport.gateway.plane.Configurations;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolUseTest {
    private static final SessionQuery EVERYTHING = new SessionQuery(
            EndpointFilter.ANY,
            EndpointFilter.ANY,
            EndpointFilter.ANY,
            OptionalInt.empty(),
            OptionalInt.empty(),
            1000,
            SessionCursor.START);

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    @Tag("C1.9")
    @Tag("C1.10")
    void eachPortOfAnAddressIsGivenOutByExactlyOneWorker(int workers) {
        try (ViewRig rig = new ViewRig(workers)) {
            for (PoolAddress address : pools(rig)) {
                boolean narrow = address.pool().equals("narrow");
                int expected = narrow ? 2000 : 1024;
                assertThat(address.workers()).hasSize(workers);
                for (WorkerPorts ports : address.workers()) {
                    assertThat(ports.firstPort())
                            .as("first port of worker %d of %d", ports.worker(), workers)
                            .isEqualTo(expected);
                    assertThat(ports.lastPort()).isGreaterThan(ports.firstPort());
                    expected = ports.lastPort() + 1;
                }
                assertThat(expected).isEqualTo(narrow ? 65_001 : 65_536);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 16})
    @Tag("C1.9")
    @Tag("C1.10")
    void sessionsHavePortsOfTheirOwnersRange(int workers) {
        try (ViewRig rig = new ViewRig(workers)) {
            for (int i = 0; i < 200; i++) {
                rig.out(Ipv4.UDP, 2 + i % 50, 1000 + 37 * i, 53);
            }
            List<PoolAddress> pools = pools(rig);
            List<SessionInfo> sessions = new SessionLister(rig.gateway.workers(), Timeouts.DEFAULT)
                    .list(EVERYTHING, rig.nowMillis())
                    .sessions();

            assertThat(sessions).hasSize(200).allSatisfy(one -> {
                WorkerPorts range = ofWorker(pools, one);
                assertThat(one.natPort()).isBetween(range.firstPort(), range.lastPort());
            });
        }
    }

    @Test
    void countsPortsInUseByAddressAndProtocol() {
        try (ViewRig rig = new ViewRig(4)) {
            assertThat(inUse(rig, "udp")).isZero();
            for (int i = 0; i < 30; i++) {
                rig.out(Ipv4.UDP, 2 + i % 10, 1000 + i, 53);
            }
            for (int i = 0; i < 12; i++) {
                rig.out(Ipv4.TCP, 2 + i, 1000 + i, 80);
            }
            rig.out(Ipv4.ICMP, 2, 1, 0);

            assertThat(inUse(rig, "udp")).isEqualTo(30);
            assertThat(inUse(rig, "tcp")).isEqualTo(12);
            assertThat(inUse(rig, "icmp")).isOne();
        }
    }

    @Test
    void saysHowManyPortsAnAddressHas() {
        try (ViewRig rig = new ViewRig(4)) {
            assertThat(pools(rig))
                    .map(PoolAddress::address)
                    .containsExactly("203.0.113.10", "203.0.113.11", "203.0.113.12", "198.51.100.9", "203.0.113.200");
            assertThat(pools(rig).getFirst().ports()).allMatch(use -> size(use) == 64_512);
            assertThat(pools(rig).getLast().ports()).allMatch(use -> size(use) == 63_001);
        }
    }

    @Test
    @Tag("C0.3")
    @Tag("C6.5")
    void saysHowEachPoolIsUsedAndWhichMappingsAlwaysExist() {
        Config config = Configurations.of(Configurations.VIRTUAL, """
                nat:
                  pools:
                    - {name: a, addresses: [203.0.113.10-203.0.113.11], mapping: endpoint-independent,
                       filtering: address-dependent}
                    - {name: b, addresses: [203.0.113.12]}
                  static:
                    - {protocol: udp, inside: "10.0.0.53:53", outside: "203.0.113.10:5353"}
                    - {inside: 10.0.0.9, outside: 203.0.113.100}
                """);
        try (ViewRig rig = new ViewRig(2)) {
            Pools pools = new PoolUse(config, rig.gateway.workers()).read();

            assertThat(pools.addresses())
                    .extracting(PoolAddress::pool, PoolAddress::mapping, PoolAddress::filtering)
                    .containsExactly(
                            tuple("a", "endpoint-independent", "address-dependent"),
                            tuple("a", "endpoint-independent", "address-dependent"),
                            tuple("b", "endpoint-dependent", "endpoint-dependent"));
            assertThat(pools.staticMappings())
                    .containsExactly(
                            new StaticMapping("udp", "10.0.0.53", 53, "203.0.113.10", 5353),
                            new StaticMapping(null, "10.0.0.9", 0, "203.0.113.100", 0));
        }
    }

    private static List<PoolAddress> pools(ViewRig rig) {
        return new PoolUse(ViewRig.CONFIG, rig.gateway.workers()).read().addresses();
    }

    private static WorkerPorts ofWorker(List<PoolAddress> pools, SessionInfo one) {
        PoolAddress address = pools.stream()
                .filter(pool -> pool.address().equals(one.natAddress()))
                .findFirst()
                .orElseThrow();
        return address.workers().get(one.worker());
    }

    private static long inUse(ViewRig rig, String protocol) {
        return pools(rig).stream()
                .flatMap(address -> address.ports().stream())
                .filter(use -> use.protocol().equals(protocol))
                .mapToLong(PortUse::inUse)
                .sum();
    }

    private static long size(PortUse use) {
        return use.size();
    }
}
