package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.POOL;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static io.sallyport.dataplane.worker.Nat.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.worker.Packets.End;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mappings that always exist, seen from outside, from inside and by hairpin. */
class StaticMappingTest {
    private static final End WEB = End.of("10.1.0.80", 80);
    private static final End DNS = End.of("10.1.0.53", 53);
    private static final End PUBLIC_WEB = new End(POOL, 8080);
    private static final End PUBLIC_DNS = new End(POOL, 53);
    private static final int WHOLE = Packets.address("10.1.0.9");
    private static final int PUBLIC_WHOLE = Packets.address("203.0.113.99");

    private final Nat nat = new Nat(
            Nat.settings(),
            Nat.statics(
                    Nat.port(Ipv4.TCP, WEB, PUBLIC_WEB),
                    Nat.port(Ipv4.UDP, DNS, PUBLIC_DNS),
                    Nat.wholeAddress(WHOLE, PUBLIC_WHOLE)));

    @AfterEach
    void nothingIsLost() {
        nat.close();
    }

    @Test
    @DisplayName("a port mapping lets anybody open a connection, and answers leave with its outside end")
    void fromOutside() {
        Datagram in = nat.oneIn(Datagram.tcp(STRANGER, PUBLIC_WEB, Tcp.SYN));
        assertThat(in.to()).isEqualTo(WEB);
        assertThat(in.from()).isEqualTo(STRANGER);
        Datagram answer = nat.oneOut(Datagram.tcp(WEB, STRANGER, Tcp.SYN | Tcp.ACK));
        assertThat(answer.from()).isEqualTo(PUBLIC_WEB);
        Datagram udp = nat.oneIn(Datagram.udp(STRANGER, PUBLIC_DNS, 9));
        assertThat(udp.to()).isEqualTo(DNS);
    }

    @Test
    @Tag("C6.3")
    @DisplayName("the mapping of a port is for its protocol and its port alone")
    void nothingElse() {
        assertThat(nat.in(Datagram.udp(STRANGER, PUBLIC_WEB, 9))).isEmpty();
        assertThat(nat.in(Datagram.tcp(STRANGER, new End(POOL, 8081), Tcp.SYN))).isEmpty();
        assertThat(nat.count(DropReason.ED_FILTER)).isEqualTo(2);
        assertThat(nat.in(Datagram.tcp(STRANGER, PUBLIC_WEB, Tcp.ACK)))
                .as("no SYN")
                .isEmpty();
        assertThat(nat.count(DropReason.NO_SESSION)).isEqualTo(1);
    }

    @Test
    @DisplayName("what a mapped end sends of itself has the mapping's outside end; its other ports go by the pool")
    void fromInside() {
        assertThat(nat.oneOut(Datagram.tcp(WEB, SERVER, Tcp.SYN)).from()).isEqualTo(PUBLIC_WEB);
        End else1 =
                nat.oneOut(Datagram.udp(new End(WEB.address(), 80), SERVER, 4)).from();
        assertThat(else1.port()).isNotEqualTo(8080);
    }

    @Test
    @DisplayName("a whole address keeps its ports both ways, and can be pinged from outside")
    void wholeAddress() {
        assertThat(nat.oneOut(Datagram.udp(new End(WHOLE, 7), SERVER, 4)).from())
                .isEqualTo(new End(PUBLIC_WHOLE, 7));
        assertThat(nat.oneIn(Datagram.udp(STRANGER, new End(PUBLIC_WHOLE, 99), 4))
                        .to())
                .isEqualTo(new End(WHOLE, 99));
        Datagram ping = nat.oneIn(Datagram.query(Icmp.ECHO_REQUEST, STRANGER.address(), PUBLIC_WHOLE, 5, 9));
        assertThat(ping.destination()).isEqualTo(WHOLE);
        Datagram pong = nat.oneOut(Datagram.query(Icmp.ECHO_REPLY, WHOLE, STRANGER.address(), 5, 9));
        assertThat(pong.source()).isEqualTo(PUBLIC_WHOLE);
        assertThat(nat.oneIn(Datagram.other(47, STRANGER.address(), PUBLIC_WHOLE, 30))
                        .destination())
                .isEqualTo(WHOLE);
    }

    @Test
    @DisplayName("a static port is never given to a dynamic session")
    void portIsKept() {
        for (int port = 1; port < 1000; port++) {
            End nat1 = nat.oneOut(Datagram.tcp(new End(HOST.address(), port), SERVER, Tcp.SYN))
                    .from();
            assertThat(nat1).isNotEqualTo(PUBLIC_WEB);
        }
    }

    @Test
    @Tag("C2.3")
    @Tag("RFC4787-REQ-9")
    @Tag("RFC4787-REQ-9a")
    @Tag("RFC5382-REQ-8")
    @Tag("RFC5382-REQ-8a")
    @DisplayName("hairpin: a host reaches a server beside it by its public end and is shown with its own public end")
    void hairpin() {
        Datagram seen = nat.oneAround(Datagram.tcp(HOST, PUBLIC_WEB, Tcp.SYN));
        assertThat(seen.to()).isEqualTo(WEB);
        assertThat(seen.source()).isEqualTo(POOL);
        Datagram answer = nat.oneAround(Datagram.tcp(WEB, seen.from(), Tcp.SYN | Tcp.ACK));
        assertThat(answer.to()).isEqualTo(HOST);
        assertThat(answer.from()).isEqualTo(PUBLIC_WEB);
        assertThat(nat.count(Counter.HAIRPIN_PACKETS)).isEqualTo(2);
        assertThat(nat.oneAround(Datagram.udp(HOST, PUBLIC_DNS, 44)).to()).isEqualTo(DNS);
    }

    @Test
    @Tag("RFC4787-REQ-9a")
    @Tag("RFC5508-REQ-7")
    @Tag("RFC7857-12")
    @DisplayName("hairpin from a mapped end to another, to itself, and of a ping")
    void hairpinAmongStatics() {
        Datagram seen = nat.oneAround(Datagram.udp(new End(WHOLE, 4444), PUBLIC_DNS, 4));
        assertThat(seen.from()).isEqualTo(new End(PUBLIC_WHOLE, 4444));
        assertThat(seen.to()).isEqualTo(DNS);
        Datagram self = nat.oneAround(Datagram.udp(new End(WHOLE, 5), new End(PUBLIC_WHOLE, 6), 4));
        assertThat(self.from()).isEqualTo(new End(PUBLIC_WHOLE, 5));
        assertThat(self.to()).isEqualTo(new End(WHOLE, 6));
        Datagram ping = nat.oneAround(Datagram.query(Icmp.ECHO_REQUEST, HOST.address(), PUBLIC_WHOLE, 5, 9));
        assertThat(ping.destination()).isEqualTo(WHOLE);
        Datagram pong = nat.oneAround(Datagram.query(Icmp.ECHO_REPLY, WHOLE, ping.source(), ping.identifier(), 9));
        assertThat(pong.destination()).isEqualTo(HOST.address());
        assertThat(pong.identifier()).isEqualTo(5);
    }

    @Test
    @Tag("RFC5508-REQ-7")
    @Tag("RFC5508-REQ-7a")
    @DisplayName("hairpin of an ICMP error: it goes to the sender, quoting what the sender sent")
    void hairpinError() {
        Datagram sent = Datagram.udp(HOST, PUBLIC_DNS, 44);
        Datagram seen = nat.oneAround(sent);
        Datagram error = nat.oneAround(Datagram.error(Icmp.UNREACHABLE, 3, DNS.address(), seen.source(), seen, 1000));
        assertThat(error.destination()).isEqualTo(HOST.address());
        assertThat(error.source()).isEqualTo(POOL);
        assertThat(error.quoted().from()).isEqualTo(HOST);
        assertThat(error.quoted().to()).isEqualTo(PUBLIC_DNS);
        assertThat(error.quoted().holds()).isTrue();
    }

    @Test
    @Tag("RFC4787-REQ-14")
    @DisplayName("hairpin of a datagram in fragments, out of order")
    void hairpinFragments() {
        List<Datagram> pieces = Datagram.udp(HOST, PUBLIC_DNS, 3000).cut(800);
        List<Datagram> seen = new ArrayList<>();
        for (Datagram piece : pieces.reversed()) {
            seen.addAll(nat.around(piece));
        }
        assertThat(seen).hasSize(pieces.size());
        Datagram whole = Datagram.join(seen);
        assertThat(whole.holds()).isTrue();
        assertThat(whole.to()).isEqualTo(DNS);
        assertThat(whole.source()).isEqualTo(POOL);
    }

    @Test
    @Tag("RFC4787-REQ-14")
    @DisplayName("fragments from outside to a mapped port, out of order")
    void fragments() {
        List<Datagram> got = new ArrayList<>();
        for (Datagram piece : Datagram.udp(STRANGER, PUBLIC_DNS, 3000).cut(800).reversed()) {
            got.addAll(nat.in(piece));
        }
        assertThat(Datagram.join(got).to()).isEqualTo(DNS);
        assertThat(Datagram.join(got).holds()).isTrue();
    }

    @Test
    @Tag("C2.3")
    @DisplayName("with hairpin: drop such packets are dropped by name")
    void hairpinOff() {
        WorkerSettings off = Nat.settings().with(Nat.options(false, true, true, true, 0));
        try (Nat strict = new Nat(off, Nat.statics(Nat.port(Ipv4.TCP, WEB, PUBLIC_WEB)))) {
            assertThat(strict.around(Datagram.tcp(HOST, PUBLIC_WEB, Tcp.SYN))).isEmpty();
            assertThat(strict.count(DropReason.HAIRPIN_DISABLED)).isEqualTo(1);
        }
    }
}
