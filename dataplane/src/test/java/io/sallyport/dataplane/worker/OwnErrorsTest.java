package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.INSIDE_SELF;
import static io.sallyport.dataplane.worker.Nat.POOL;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.policy.Refusal;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.worker.Packets.End;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway itself tells senders by ICMP, and what it cuts into fragments. */
class OwnErrorsTest {
    private static void quotes(Datagram error, Datagram sent, int from, int type, int code) {
        assertThat(error.source()).isEqualTo(from);
        assertThat(error.destination()).isEqualTo(sent.source());
        assertThat(error.u8(20)).isEqualTo(type);
        assertThat(error.u8(21)).isEqualTo(code);
        assertThat(error.bytes().length).isLessThanOrEqualTo(576);
        assertThat(sent.bytes()).startsWith(error.quoted().bytes());
    }

    @Test
    @Tag("RFC4787-REQ-13")
    @Tag("RFC5508-REQ-10a")
    @DisplayName("too big for the way outside and not to be cut: the host is told the MTU, with its own packet")
    void tooBigOutside() {
        try (Nat nat = new Nat(Nat.settings(), Nat.mtus(NatFacts.of(POOL), 1500, 1400))) {
            Datagram sent = Datagram.udp(HOST, SERVER, 1400).withDontFragment();
            Datagram error = nat.oneAround(sent);
            quotes(error, sent, INSIDE_SELF, Icmp.UNREACHABLE, 4);
            assertThat(error.u16(26)).isEqualTo(1400);
            assertThat(nat.count(DropReason.MTU_EXCEEDED)).isEqualTo(1);
        }
    }

    @Test
    @Tag("RFC4787-REQ-13")
    @DisplayName("too big for the way inside: the remote is told, with the packet as it sent it")
    void tooBigInside() {
        try (Nat nat = new Nat(Nat.settings(), Nat.mtus(NatFacts.of(POOL), 1000, 1500))) {
            End end = nat.open(HOST, SERVER);
            Datagram sent = Datagram.udp(SERVER, end, 1400).withDontFragment();
            assertThat(nat.in(sent)).isEmpty();
            Datagram error = nat.take(Topology.OUTSIDE).getFirst();
            assertThat(error.holds()).isTrue();
            quotes(error, sent, POOL, Icmp.UNREACHABLE, 4);
            assertThat(error.u16(26)).isEqualTo(1000);
        }
    }

    @Test
    @Tag("RFC4787-REQ-13a")
    @DisplayName("too big but free to be cut: leaves in fragments, in order, the checksum of the whole right")
    void cut() {
        try (Nat nat = new Nat(Nat.settings(), Nat.mtus(NatFacts.of(POOL), 1500, 620))) {
            List<Datagram> pieces = nat.out(Datagram.udp(HOST, SERVER, 1400));
            assertThat(pieces).hasSize(3);
            assertThat(pieces.stream().map(Datagram::offset)).containsExactly(0, 600, 1200);
            assertThat(pieces).allMatch(Datagram::headerHolds).allMatch(piece -> piece.bytes().length <= 620);
            assertThat(Datagram.join(pieces).holds()).isTrue();
            assertThat(nat.count(Counter.GENERATED_PACKETS)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("no route to the destination: ICMP 3/0, and no session is made")
    void noRoute() {
        Topology usual = Topology.usual(NatFacts.of(POOL));
        Topology islands = new Topology(
                usual.interfaces(),
                usual.nat(),
                List.of(
                        new PrefixList.Route(0x0a00_0000, 8, Topology.INSIDE),
                        new PrefixList.Route(0xc000_0200, 28, Topology.OUTSIDE)),
                usual.nextHops(),
                usual.neighbors());
        try (Nat nat = new Nat(Nat.settings(), islands)) {
            Datagram sent = Datagram.udp(HOST, End.of("198.18.0.1", 9), 30);
            quotes(nat.oneAround(sent), sent, INSIDE_SELF, Icmp.UNREACHABLE, 0);
            assertThat(nat.count(DropReason.NO_ROUTE)).isEqualTo(1);
            assertThat(nat.count(Counter.SESSIONS_CREATED)).isZero();
        }
    }

    @Test
    @Tag("C2.4")
    @DisplayName("a source that is not routed inside opens nothing")
    void spoofed() {
        try (Nat nat = new Nat()) {
            assertThat(nat.out(Datagram.udp(End.of("172.16.0.1", 9), SERVER, 30)))
                    .isEmpty();
            assertThat(nat.count(DropReason.SPOOFED_SOURCE)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    @Tag("RFC5508-REQ-8")
    @Tag("RFC6888-REQ-11a")
    @Tag("RFC6888-REQ-11b")
    @Tag("RFC6888-REQ-11d")
    @Tag("C12.2")
    @DisplayName("a host that gets no session is told as configured, and who has one keeps it")
    void refusal(Refusal refusal) {
        NatOptions options = new NatOptions(true, true, true, true, true, true, 0, refusal);
        try (Nat nat = new Nat(WorkerSettings.defaults(1, 1).with(options), NatFacts.of(POOL))) {
            End end = nat.open(HOST, SERVER);
            Datagram sent = Datagram.udp(Nat.OTHER, SERVER, 30);
            List<Datagram> told = nat.around(sent);
            assertThat(told).hasSize(refusal == Refusal.NONE ? 0 : 1);
            told.forEach(error -> quotes(error, sent, INSIDE_SELF, Icmp.UNREACHABLE, refusal.code()));
            assertThat(nat.open(HOST, SERVER)).isEqualTo(end);
            nat.pass(300_500);
            assertThat(nat.open(Nat.OTHER, SERVER).address()).isEqualTo(POOL);
        }
    }

    @Test
    @Tag("RFC5508-REQ-10e")
    @DisplayName("nothing is said about an ICMP error or a later fragment")
    void silence() {
        try (Nat nat = new Nat()) {
            Datagram seen = nat.oneOut(Datagram.udp(HOST, SERVER, 30));
            Datagram answer = nat.oneIn(Datagram.udp(SERVER, seen.from(), 30));
            Datagram error = Datagram.error(3, 3, HOST.address(), SERVER.address(), answer, 100)
                    .withTtl(1);
            assertThat(nat.around(error)).isEmpty();
            Datagram later = Datagram.udp(HOST, SERVER, 1000).cut(800).get(1).withTtl(1);
            assertThat(nat.around(later)).isEmpty();
            assertThat(nat.count(DropReason.TTL_EXPIRED)).isEqualTo(2);
            assertThat(nat.count(Counter.GENERATED_PACKETS)).isZero();
        }
    }

    @Test
    @DisplayName("a closed UDP port of the gateway itself: ICMP 3/3 from the address that was asked")
    void closedPort() {
        try (Nat nat = new Nat()) {
            Datagram sent = Datagram.udp(HOST, new End(INSIDE_SELF, 33434), 30);
            quotes(nat.oneAround(sent), sent, INSIDE_SELF, Icmp.UNREACHABLE, 3);
        }
    }
}
