package io.sallyport.gateway.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NetworkSet;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.PoolConfig;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SnapshotBuilderTest {
    private static final List<SnapshotBuilder.DeviceFacts> DEVICES = List.of(
            new SnapshotBuilder.DeviceFacts(5, false),
            new SnapshotBuilder.DeviceFacts(6, true),
            new SnapshotBuilder.DeviceFacts(7, false));

    private static final Config CONFIG = Configurations.of("""
            interfaces:
              - {port: net_tap0, role: inside, address: 10.0.0.1/24}
              - {port: net_tap1, role: outside, address: 198.51.100.2/25, mtu: 1400}
              - {port: net_tap2, address: 192.168.7.129/30}
            routes:
              - {to: 0.0.0.0/0, via: 198.51.100.1}
              - {to: 10.1.0.0/16, via: 10.0.0.254}
              - {to: 172.16.0.0/12, via: 192.168.7.130}
            """, Configurations.POOLS);

    @Test
    void numbersInterfacesSubnetsFirstThenRoutesInOrder() {
        assertThat(SnapshotBuilder.routes(CONFIG))
                .map(route -> route.to().toString())
                .containsExactly(
                        "10.0.0.0/24",
                        "198.51.100.0/25",
                        "192.168.7.128/30",
                        "0.0.0.0/0",
                        "10.1.0.0/16",
                        "172.16.0.0/12");
    }

    @Test
    void aRouteLeavesByTheInterfaceWhoseSubnetItsRouterIsIn() {
        assertThat(SnapshotBuilder.routes(CONFIG))
                .map(SnapshotBuilder.PlannedRoute::hop)
                .containsExactly(
                        new NextHop(0, 0),
                        new NextHop(1, 0),
                        new NextHop(2, 0),
                        new NextHop(1, packed(198, 51, 100, 1)),
                        new NextHop(0, packed(10, 0, 0, 254)),
                        new NextHop(2, packed(192, 168, 7, 130)));
    }

    @Test
    void poolAddressesHaveTheirIndexesInTheOrderOfTheFile() {
        List<PoolAddress> pool = SnapshotBuilder.nat(CONFIG.nat()).pool();
        assertThat(pool)
                .extracting(PoolAddress::address)
                .containsExactly(
                        packed(203, 0, 113, 10),
                        packed(203, 0, 113, 11),
                        packed(203, 0, 113, 12),
                        packed(198, 51, 100, 9),
                        packed(203, 0, 113, 200));
        assertThat(SnapshotBuilder.pools(CONFIG))
                .map(PoolConfig::name)
                .containsExactly("wide", "wide", "wide", "wide", "narrow");
        assertThat(pool)
                .map(PoolAddress::ports)
                .map(span -> span.lowest() + "-" + span.highest())
                .containsExactly("1024-65535", "1024-65535", "1024-65535", "1024-65535", "2000-65000");
    }

    @Test
    @Tag("C0.3")
    @Tag("C6.5")
    void eachPoolAddressIsUsedAsItsPoolSays() {
        NatFacts nat = nat("""
                nat:
                  mapping: endpoint-independent
                  pools:
                    - {name: a, addresses: [203.0.113.10-203.0.113.11], filtering: address-dependent}
                    - {name: b, addresses: [203.0.113.12]}
                    - {name: c, addresses: [203.0.113.13], mapping: endpoint-dependent}
                    - {name: d, addresses: [203.0.113.14], filtering: endpoint-dependent}
                """);

        assertThat(nat.pool())
                .extracting(PoolAddress::endpointIndependent, PoolAddress::filtering)
                .containsExactly(
                        tuple(true, Filtering.ADDRESS_DEPENDENT),
                        tuple(true, Filtering.ADDRESS_DEPENDENT),
                        tuple(true, Filtering.ENDPOINT_INDEPENDENT),
                        tuple(false, Filtering.ENDPOINT_DEPENDENT),
                        tuple(true, Filtering.ENDPOINT_DEPENDENT));
    }

    @Test
    void staticMappingsAndUntranslatedNetworksAreInTheSnapshotAsTheDataPlaneReadsThem() {
        NatFacts nat = nat(Configurations.POOLS + """
                  static:
                    - {protocol: tcp, inside: "10.0.0.80:80", outside: "203.0.113.10:8080"}
                    - {protocol: udp, inside: "10.0.0.53:53", outside: "203.0.113.99:5353"}
                    - {inside: 10.0.0.9, outside: 203.0.113.100}
                  no-nat: [{to: 198.18.0.0/15}]
                """);

        assertThat(nat.statics())
                .containsExactly(
                        new StaticMapping(6, packed(10, 0, 0, 80), 0x5000, packed(203, 0, 113, 10), 0x901f),
                        new StaticMapping(17, packed(10, 0, 0, 53), 0x3500, packed(203, 0, 113, 99), 0xe914),
                        new StaticMapping(StaticMapping.ANY, packed(10, 0, 0, 9), 0, packed(203, 0, 113, 100), 0));
        assertThat(nat.untranslated()).containsExactly(new NetworkSet.Network(0xc612_0000, 15));
    }

    @Test
    @Tag("C1.4")
    void anInterfaceWithoutARoleHasNoneInTheDataPlane() {
        Snapshot snapshot = SnapshotBuilder.build(CONFIG, DEVICES, new PrefixList(List.of()));

        assertThat(snapshot.interfaces())
                .containsExactly(
                        new InterfaceFacts("net_tap0", Role.INSIDE, packed(10, 0, 0, 1), 24, 5, 1500),
                        new InterfaceFacts("net_tap1", Role.OUTSIDE, packed(198, 51, 100, 2), 25, 6, 1400, true),
                        new InterfaceFacts("net_tap2", Role.NONE, packed(192, 168, 7, 129), 30, 7, 1500));
    }

    @Test
    @Tag("C1.8")
    void theFirstSnapshotHasThePoolsAndTheRoutes() {
        Snapshot snapshot = SnapshotBuilder.build(CONFIG, DEVICES, new PrefixList(List.of()));

        assertThat(snapshot.version()).isOne();
        assertThat(snapshot.poolSize()).isEqualTo(5);
        assertThat(AddressTable.isPool(snapshot.addresses().find(packed(203, 0, 113, 200))))
                .isTrue();
        assertThat(snapshot.nextHop(4)).isEqualTo(new NextHop(0, packed(10, 0, 0, 254)));
    }

    private static NatFacts nat(String part) {
        return SnapshotBuilder.nat(
                Configurations.of(Configurations.VIRTUAL, part).nat());
    }

    /** An address in packet byte order. */
    private static int packed(int a, int b, int c, int d) {
        return a | b << 8 | c << 16 | d << 24;
    }
}
