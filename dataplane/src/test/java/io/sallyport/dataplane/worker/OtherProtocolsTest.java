package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.OTHER;
import static io.sallyport.dataplane.worker.Nat.POOL;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static io.sallyport.dataplane.worker.Nat.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.snapshot.NatFacts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocols that have no ports, translated by address alone; and destinations that are not translated at all. */
class OtherProtocolsTest {
    private final Nat nat = new Nat();

    @AfterEach
    void nothingIsLost() {
        nat.close();
    }

    @ParameterizedTest(name = "protocol {0}")
    @ValueSource(ints = {4, 41, 47, 50, 132, 253})
    @DisplayName("leave with the public address, and answers of the same remote address come back")
    void byAddress(int protocol) {
        Datagram out = nat.oneOut(Datagram.other(protocol, HOST.address(), SERVER.address(), 60));
        assertThat(out.source()).isEqualTo(POOL);
        assertThat(nat.oneIn(Datagram.other(protocol, SERVER.address(), POOL, 60))
                        .destination())
                .isEqualTo(HOST.address());
        assertThat(nat.in(Datagram.other(protocol, STRANGER.address(), POOL, 60)))
                .isEmpty();
        assertThat(nat.count(DropReason.ED_FILTER)).isEqualTo(1);
        nat.pass(300_500);
        assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isZero();
    }

    @Test
    @DisplayName("only one host per public address can have such a session with a remote address")
    void oneHostPerRemote() {
        nat.oneOut(Datagram.other(47, HOST.address(), SERVER.address(), 60));
        assertThat(nat.out(Datagram.other(47, OTHER.address(), SERVER.address(), 60)))
                .isEmpty();
        assertThat(nat.count(DropReason.NO_PORT)).isEqualTo(1);
        nat.oneOut(Datagram.other(47, OTHER.address(), STRANGER.address(), 60));
        int second = Packets.address("203.0.113.11");
        try (Nat two = new Nat(Nat.settings(), NatFacts.of(POOL, second))) {
            int one = two.oneOut(Datagram.other(47, HOST.address(), SERVER.address(), 60))
                    .source();
            int other = two.oneOut(Datagram.other(47, OTHER.address(), SERVER.address(), 60))
                    .source();
            assertThat(one).isNotEqualTo(other);
        }
    }

    @ParameterizedTest(name = "protocol {0}")
    @ValueSource(ints = {33, 51, 136})
    @DisplayName("those whose checksum covers addresses are refused by name, not broken")
    void refused(int protocol) {
        assertThat(nat.out(Datagram.other(protocol, HOST.address(), SERVER.address(), 60)))
                .isEmpty();
        assertThat(nat.count(DropReason.UNSUPPORTED_PROTOCOL)).isEqualTo(1);
    }

    @Test
    @DisplayName("with other-protocols: drop all of them are")
    void off() {
        WorkerSettings off = Nat.settings().with(Nat.options(true, false, true, true, 0));
        try (Nat strict = new Nat(off, NatFacts.of(POOL))) {
            assertThat(strict.out(Datagram.other(47, HOST.address(), SERVER.address(), 60)))
                    .isEmpty();
            assertThat(strict.count(DropReason.UNSUPPORTED_PROTOCOL)).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "protocol {0}")
    @ValueSource(ints = {4, 47})
    @Tag("C7.7")
    @Tag("C12.5")
    @Tag("RFC5508-REQ-4")
    @DisplayName("an ICMP error about them finds the host; one about an unknown flow of them is dropped")
    void errors(int protocol) {
        Datagram sent = Datagram.other(protocol, HOST.address(), SERVER.address(), 60);
        Datagram seen = nat.oneOut(sent);
        Datagram error = nat.oneIn(Datagram.error(Icmp.UNREACHABLE, 2, SERVER.address(), POOL, seen, 28));
        assertThat(error.destination()).isEqualTo(HOST.address());
        assertThat(error.quoted().source()).isEqualTo(HOST.address());
        assertThat(error.quoted().headerHolds()).isTrue();
        Datagram unknown = Datagram.other(protocol, POOL, STRANGER.address(), 60);
        assertThat(nat.in(Datagram.error(Icmp.UNREACHABLE, 2, STRANGER.address(), POOL, unknown, 28)))
                .isEmpty();
        assertThat(nat.count(DropReason.NO_SESSION)).isEqualTo(1);
    }

    @Test
    @Tag("RFC6888-REQ-6")
    @Tag("C2.4")
    @DisplayName("no-nat: such destinations see the inside address and may answer; it is counted")
    void untranslated() {
        try (Nat some = new Nat(Nat.settings(), Nat.untranslated("192.0.2.0", 28))) {
            Datagram out = some.oneOut(Datagram.udp(HOST, SERVER, 100));
            assertThat(out.from()).isEqualTo(HOST);
            assertThat(out.ttl()).isEqualTo(63);
            assertThat(some.oneIn(Datagram.udp(SERVER, HOST, 100)).to()).isEqualTo(HOST);
            assertThat(some.count(Counter.BYPASS_PACKETS)).isEqualTo(2);
            assertThat(some.oneOut(Datagram.udp(HOST, STRANGER, 100)).source()).isEqualTo(POOL);
            assertThat(some.in(Datagram.udp(STRANGER, HOST, 100))).isEmpty();
            assertThat(some.count(DropReason.NO_NAT_ROLE)).isEqualTo(1);
            Datagram error = Datagram.error(Icmp.TIME_EXCEEDED, 0, Nat.ROUTER, HOST.address(), out, 28);
            assertThat(some.oneIn(error).destination()).isEqualTo(HOST.address());
            assertThat(some.count(Counter.SESSIONS_CREATED)).isEqualTo(1);
        }
    }
}
