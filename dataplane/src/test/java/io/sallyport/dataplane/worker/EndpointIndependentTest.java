package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.OTHER;
import static io.sallyport.dataplane.worker.Nat.POOL;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static io.sallyport.dataplane.worker.Nat.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.worker.Packets.End;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endpoint-independent mapping with each kind of filtering. */
class EndpointIndependentTest {
    private static final int SLOT = 5;
    private static final End SAME_ADDRESS = new End(SERVER.address(), 9999);

    private static Nat nat(Filtering filtering) {
        return new Nat(Nat.settings(), Nat.independent(filtering));
    }

    private static int portsInUse(Nat nat, int portClass) {
        return nat.rig.gateway.workers().stream()
                .mapToInt(worker -> worker.ports().inUse(0, portClass))
                .sum();
    }

    @ParameterizedTest
    @EnumSource(Filtering.class)
    @Tag("RFC4787-REQ-1")
    @Tag("RFC5382-REQ-1")
    @Tag("RFC5508-REQ-1a")
    @Tag("RFC4787-REQ-3")
    @Tag("RFC5382-REQ-7")
    @DisplayName(
            "one NAT tuple for an inside tuple, whatever the remote endpoint; another one for every other inside tuple")
    void oneTuple(Filtering filtering) {
        try (Nat nat = nat(filtering)) {
            End udp = nat.open(HOST, SERVER);
            assertThat(nat.open(HOST, STRANGER)).isEqualTo(udp);
            assertThat(nat.open(HOST, SAME_ADDRESS)).isEqualTo(udp);
            assertThat(nat.open(OTHER, SERVER)).isNotEqualTo(udp);
            End tcp = nat.oneOut(Datagram.tcp(HOST, SERVER, Tcp.SYN)).from();
            assertThat(nat.oneOut(Datagram.tcp(HOST, STRANGER, Tcp.SYN)).from()).isEqualTo(tcp);
            int ping = identifier(nat, SERVER);
            assertThat(identifier(nat, STRANGER)).isEqualTo(ping);
            assertThat(portsInUse(nat, PortMap.UDP)).isEqualTo(2);
            assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isEqualTo(8);
        }
    }

    private static int identifier(Nat nat, End to) {
        return nat.oneOut(Datagram.query(Icmp.ECHO_REQUEST, HOST.address(), to.address(), 9, 4))
                .identifier();
    }

    @Test
    @Tag("RFC4787-REQ-8")
    @Tag("RFC5382-REQ-3")
    @Tag("RFC6888-REQ-7")
    @Tag("C6.5")
    @DisplayName("endpoint-independent filtering lets anybody in who knows the mapping, and answers go back to them")
    void fullCone() {
        try (Nat nat = nat(Filtering.ENDPOINT_INDEPENDENT)) {
            End end = nat.open(HOST, SERVER);
            assertThat(nat.oneIn(Datagram.udp(STRANGER, end, 4)).to()).isEqualTo(HOST);
            assertThat(nat.open(HOST, STRANGER)).isEqualTo(end);
            End tcp = nat.oneOut(Datagram.tcp(HOST, SERVER, Tcp.SYN)).from();
            assertThat(nat.oneIn(Datagram.tcp(STRANGER, tcp, Tcp.SYN)).to()).isEqualTo(HOST);
            assertThat(nat.in(Datagram.tcp(new End(STRANGER.address(), 8), tcp, Tcp.ACK)))
                    .isEmpty();
            assertThat(nat.count(DropReason.NO_SESSION)).isEqualTo(1);
        }
    }

    @Test
    @Tag("RFC4787-REQ-8")
    @Tag("RFC5382-REQ-3")
    @DisplayName("address-dependent filtering lets in any port of an address that was sent to, and nobody else")
    void restrictedCone() {
        try (Nat nat = nat(Filtering.ADDRESS_DEPENDENT)) {
            End end = nat.open(HOST, SERVER);
            assertThat(nat.oneIn(Datagram.udp(SAME_ADDRESS, end, 4)).to()).isEqualTo(HOST);
            assertThat(nat.in(Datagram.udp(STRANGER, end, 4))).isEmpty();
            assertThat(nat.count(DropReason.ED_FILTER)).isEqualTo(1);
            nat.pass(300_500);
            assertThat(nat.in(Datagram.udp(SAME_ADDRESS, end, 4)))
                    .as("all sessions ended")
                    .isEmpty();
        }
    }

    @Test
    @Tag("RFC4787-REQ-8a")
    @Tag("RFC5382-REQ-3a")
    @Tag("C6.5")
    @DisplayName("endpoint-dependent filtering lets in nobody but those who were sent to")
    void portRestrictedCone() {
        try (Nat nat = nat(Filtering.ENDPOINT_DEPENDENT)) {
            End end = nat.open(HOST, SERVER);
            assertThat(nat.in(Datagram.udp(SAME_ADDRESS, end, 4))).isEmpty();
            assertThat(nat.in(Datagram.udp(STRANGER, end, 4))).isEmpty();
            assertThat(nat.oneIn(Datagram.udp(SERVER, end, 4)).to()).isEqualTo(HOST);
            assertThat(nat.count(Counter.ED_DROP)).isEqualTo(2);
        }
    }

    @Test
    @Tag("RFC6888-REQ-8")
    @DisplayName("a port rests two minutes after the last session: the same inside tuple gets it back, then it is free")
    void quarantine() {
        try (Nat nat = nat(Filtering.ENDPOINT_INDEPENDENT)) {
            End end = nat.open(HOST, SERVER);
            nat.pass(301_000);
            assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isZero();
            assertThat(portsInUse(nat, PortMap.UDP)).as("resting").isEqualTo(1);
            assertThat(nat.in(Datagram.udp(STRANGER, end, 4)))
                    .as("shut while it rests")
                    .isEmpty();
            assertThat(nat.open(HOST, STRANGER)).isEqualTo(end);
            nat.pass(301_000);
            nat.pass(119_000);
            assertThat(portsInUse(nat, PortMap.UDP)).isEqualTo(1);
            nat.pass(2_000);
            assertThat(portsInUse(nat, PortMap.UDP)).isZero();
        }
    }

    @Test
    @Tag("RFC4787-REQ-3")
    @DisplayName("ports are not overloaded: with every port of a slot taken, a new inside tuple is refused")
    void noOverload() {
        WorkerSettings settings = WorkerSettings.defaults(1, 3_000);
        try (Nat nat = new Nat(settings, Nat.independent(Filtering.ENDPOINT_DEPENDENT))) {
            Set<End> ends = new HashSet<>();
            int number = 0;
            while (nat.count(DropReason.NO_PORT) == 0) {
                End host = new End(Packets.address("10.1.1." + number / 60_000), 1 + number % 60_000);
                number++;
                if (Slots.slot(host.address(), Ports.swap(host.port()), Datagram.UDP) == SLOT) {
                    End remote = new End(SERVER.address(), number % 1000 + 1);
                    nat.out(Datagram.udp(host, remote, 4))
                            .forEach(packet ->
                                    assertThat(ends.add(packet.from())).isTrue());
                }
            }
            assertThat(ends).hasSize(Slots.PORTS);
        }
    }

    @Test
    @Tag("RFC7857-7")
    @DisplayName("with endpoint-independent filtering UDP from outside does not keep a session alive")
    void outsideDoesNotRefresh() {
        try (Nat nat = nat(Filtering.ENDPOINT_INDEPENDENT)) {
            End end = nat.open(HOST, SERVER);
            nat.pass(200_000);
            nat.oneIn(Datagram.udp(SERVER, end, 4));
            nat.pass(101_000);
            assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isZero();
        }
    }

    @Test
    @Tag("C12.2")
    @DisplayName("a table without room for a mapping, its peer and the session refuses, and nothing is left behind")
    void fullTable() {
        WorkerSettings settings = WorkerSettings.defaults(1, 4);
        try (Nat nat = new Nat(settings, Nat.independent(Filtering.ADDRESS_DEPENDENT))) {
            nat.open(HOST, SERVER);
            assertThat(nat.out(Datagram.udp(OTHER, SERVER, 4))).isEmpty();
            assertThat(nat.out(Datagram.udp(HOST, STRANGER, 4))).isEmpty();
            assertThat(nat.count(DropReason.SESSION_TABLE_FULL)).isEqualTo(2);
            assertThat(portsInUse(nat, PortMap.UDP)).isEqualTo(1);
            nat.open(HOST, SAME_ADDRESS);
            nat.pass(300_500);
            nat.pass(121_000);
            assertThat(nat.rig.gateway.workers().getFirst().sessions().size()).isZero();
            assertThat(portsInUse(nat, PortMap.UDP)).isZero();
            assertThat(nat.open(OTHER, SERVER).address()).isEqualTo(POOL);
        }
    }
}
