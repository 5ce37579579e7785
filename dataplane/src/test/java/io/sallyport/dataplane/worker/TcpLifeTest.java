package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.packet.Tcp.ACK;
import static io.sallyport.dataplane.packet.Tcp.FIN;
import static io.sallyport.dataplane.packet.Tcp.RST;
import static io.sallyport.dataplane.packet.Tcp.SYN;
import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Packets.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a TCP connection is remembered, by what has passed (RFC 7857 section 2, RFC 6146 section 3.5.2). */
@Tag("C4.9")
@Tag("RFC7857-2")
class TcpLifeTest {
    private static final long TRANSITORY = 240_000;
    private static final long ESTABLISHED = 7_440_000;

    private Nat nat = new Nat();
    private End end = new End(0, 0);

    @AfterEach
    void nothingIsLost() {
        nat.close();
    }

    private void out(int flags) {
        end = nat.oneOut(Datagram.tcp(HOST, SERVER, flags)).from();
    }

    private void in(int flags) {
        nat.oneIn(Datagram.tcp(SERVER, end, flags));
    }

    private void handshake() {
        out(SYN);
        in(SYN | ACK);
        out(ACK);
    }

    private void livesFor(long millis) {
        nat.pass(millis - 1_000);
        assertThat(nat.count(Counter.SESSIONS_ACTIVE)).as("a second before").isEqualTo(1);
        nat.pass(1_500);
        assertThat(nat.count(Counter.SESSIONS_ACTIVE)).as("half a second after").isZero();
    }

    @Test
    @Tag("RFC7857-2.1")
    @Tag("RFC7857-2.1a")
    @Tag("RFC5382-REQ-5")
    @DisplayName("a SYN alone, repeated or not: four minutes from the last")
    void opening() {
        out(SYN);
        nat.pass(100_000);
        out(SYN);
        livesFor(TRANSITORY);
    }

    @Test
    @Tag("RFC5382-REQ-2")
    @Tag("RFC5382-REQ-5")
    @DisplayName("a handshake with lost and repeated segments: two hours and four minutes from the last segment")
    void established() {
        out(SYN);
        out(SYN);
        in(SYN | ACK);
        in(SYN | ACK);
        out(ACK);
        nat.pass(1_000_000);
        in(ACK);
        livesFor(ESTABLISHED);
    }

    @Test
    @Tag("RFC5382-REQ-2")
    @Tag("RFC5382-REQ-2a")
    @DisplayName("simultaneous open: a bare SYN from the remote passes and establishes")
    void simultaneousOpen() {
        out(SYN);
        in(SYN);
        out(SYN | ACK);
        in(SYN | ACK);
        livesFor(ESTABLISHED);
    }

    @Test
    @DisplayName("one FIN, from either side, leaves a half-closed connection its full time")
    void halfClosed() {
        handshake();
        in(FIN | ACK);
        nat.pass(ESTABLISHED - 1_000);
        out(ACK);
        livesFor(ESTABLISHED);
    }

    @Test
    @Tag("RFC7857-2.1")
    @Tag("RFC7857-2.1a")
    @DisplayName("both FINs: four minutes, although the connection was established before")
    void closed() {
        handshake();
        out(FIN | ACK);
        in(FIN | ACK);
        out(ACK);
        livesFor(TRANSITORY);
    }

    @Test
    @Tag("RFC7857-2.2")
    @Tag("RFC7857-2.2a")
    @DisplayName("RST passes and leaves four minutes; data within them gives the full time back")
    void reset() {
        handshake();
        in(RST);
        nat.pass(200_000);
        out(ACK);
        nat.pass(1_000_000);
        in(RST | ACK);
        livesFor(TRANSITORY);
    }

    @Test
    @DisplayName("with tcp-rst-revive: false data after RST does not, a new SYN does")
    void resetForGood() {
        nat.close();
        nat = new Nat(Nat.settings().with(Nat.options(true, true, true, false, 0)), NatFacts.of(Nat.POOL));
        handshake();
        in(RST);
        out(ACK);
        nat.pass(200_000);
        handshake();
        nat.pass(1_000_000);
        assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isEqualTo(1);
        in(RST);
        out(ACK);
        livesFor(TRANSITORY);
    }

    @Test
    @Tag("RFC5382-REQ-2")
    @DisplayName("a connection that has closed opens anew from either side, on the same NAT port")
    void reopens() {
        handshake();
        End before = end;
        out(FIN | ACK);
        in(FIN | ACK);
        handshake();
        assertThat(end).isEqualTo(before);
        nat.pass(1_000_000);
        assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isEqualTo(1);
        in(FIN | ACK);
        out(FIN | ACK);
        in(SYN);
        out(SYN | ACK);
        in(ACK);
        nat.pass(1_000_000);
        assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isEqualTo(1);
    }

    @Test
    @Tag("RFC5382-REQ-4")
    @Tag("C6.3")
    @DisplayName("nothing but SYN opens, and an unsolicited SYN from outside gets no answer at all")
    void onlySynOpens() {
        for (int flags : new int[] {ACK, SYN | ACK, RST, FIN, FIN | ACK, SYN | RST, 0}) {
            assertThat(nat.out(Datagram.tcp(HOST, SERVER, flags))).isEmpty();
        }
        assertThat(nat.count(DropReason.NO_SESSION)).isEqualTo(7);
        assertThat(nat.in(Datagram.tcp(SERVER, new End(Nat.POOL, 5000), SYN))).isEmpty();
        assertThat(nat.take(Topology.OUTSIDE)).isEmpty();
        assertThat(nat.count(DropReason.ED_FILTER)).isEqualTo(1);
    }
}
