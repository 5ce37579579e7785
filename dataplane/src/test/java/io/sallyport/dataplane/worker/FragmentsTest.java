package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.POOL;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.Gauge;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Packets.End;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams in fragments: each fragment leaves as one, together they are the datagram with its tuple translated. */
@Tag("RFC4787-REQ-14")
class FragmentsTest {
    private final Nat nat = new Nat();

    @AfterEach
    void nothingIsLost() {
        nat.close();
    }

    private List<Datagram> outEach(List<Datagram> pieces) {
        return pieces.stream().flatMap(piece -> nat.out(piece).stream()).toList();
    }

    private List<Datagram> inEach(List<Datagram> pieces) {
        return pieces.stream().flatMap(piece -> nat.in(piece).stream()).toList();
    }

    @ParameterizedTest(name = "order {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    @Tag("C5.3")
    @Tag("C5.4")
    @DisplayName("UDP in both directions, in whatever order the fragments come")
    void udpInAnyOrder(int seed) {
        Datagram sent = Datagram.udp(HOST, SERVER, 4000);
        List<Datagram> out = outEach(shuffled(sent.cut(800), seed));
        assertThat(out).hasSize(sent.cut(800).size());
        Datagram seen = Datagram.join(out);
        assertThat(seen.holds()).as("checksum of the whole datagram").isTrue();
        assertThat(seen.source()).isEqualTo(POOL);

        Datagram answer = Datagram.udp(SERVER, seen.from(), 3000);
        List<Datagram> in = inEach(shuffled(answer.cut(560), seed));
        Datagram got = Datagram.join(in);
        assertThat(got.holds()).isTrue();
        assertThat(got.to()).isEqualTo(HOST);
    }

    private static List<Datagram> shuffled(List<Datagram> pieces, int seed) {
        List<Datagram> list = new ArrayList<>(pieces);
        if (seed == 1) {
            Collections.reverse(list);
        } else if (seed > 1) {
            Collections.shuffle(list, new Random(seed));
        }
        return list;
    }

    @Test
    @DisplayName("what was held leaves right after the first fragment, in the order in which it came")
    void heldInOrder() {
        List<Datagram> pieces = Datagram.udp(HOST, SERVER, 4000).cut(800);
        for (int k = pieces.size() - 1; k > 0; k--) {
            assertThat(nat.out(pieces.get(k))).as("held").isEmpty();
        }
        List<Datagram> out = nat.out(pieces.getFirst());
        assertThat(out.stream().map(Datagram::offset)).containsExactly(0, 4000, 3200, 2400, 1600, 800);
    }

    @Test
    @Tag("C7.1")
    @DisplayName("a ping of 8,000 bytes, request and reply both in fragments")
    void bigPing() {
        Datagram request = Datagram.query(Icmp.ECHO_REQUEST, HOST.address(), SERVER.address(), 77, 8000);
        Datagram seen = Datagram.join(outEach(request.cut(1480)));
        assertThat(seen.holds()).isTrue();
        Datagram reply = Datagram.query(Icmp.ECHO_REPLY, SERVER.address(), POOL, seen.identifier(), 8000);
        Datagram got = Datagram.join(inEach(reply.cut(1480)));
        assertThat(got.holds()).isTrue();
        assertThat(got.identifier()).isEqualTo(77);
        assertThat(got.destination()).isEqualTo(HOST.address());
    }

    @Test
    @DisplayName("TCP, and a first fragment that holds no more than the first 20 bytes of a longer header")
    void tcp() {
        End nat1 = nat.oneOut(Datagram.tcp(HOST, SERVER, Tcp.SYN)).from();
        nat.oneIn(Datagram.tcp(SERVER, nat1, Tcp.SYN | Tcp.ACK));
        Datagram data = Datagram.tcp(HOST, SERVER, Tcp.ACK, new byte[3000]);
        assertThat(Datagram.join(outEach(data.cut(1000))).holds()).isTrue();
        Datagram options = data.with(20 + 12, 0xf0).finished();
        assertThat(Datagram.join(outEach(options.cut(24))).holds()).isTrue();
    }

    @Test
    @DisplayName("128 fragments of one datagram")
    void manyFragments() {
        Datagram sent = Datagram.udp(HOST, SERVER, 1016);
        List<Datagram> pieces = shuffled(sent.cut(8), 3);
        assertThat(pieces).hasSize(128);
        assertThat(Datagram.join(outEach(pieces)).holds()).isTrue();
    }

    @Test
    @DisplayName("two datagrams of one host at once, told apart by their identification")
    void interleaved() {
        End other = new End(HOST.address(), 4);
        List<Datagram> one = Datagram.udp(HOST, SERVER, 1000).cut(400);
        List<Datagram> two =
                Datagram.udp(other, SERVER, 1000).with16(4, 0x99).finished().cut(400);
        List<Datagram> outOne = new ArrayList<>();
        List<Datagram> outTwo = new ArrayList<>();
        for (int k = 0; k < one.size(); k++) {
            outOne.addAll(nat.out(one.get(k)));
            outTwo.addAll(nat.out(two.get(k)));
        }
        assertThat(Datagram.join(outOne).from())
                .isNotEqualTo(Datagram.join(outTwo).from());
        assertThat(Datagram.join(outTwo).holds()).isTrue();
    }

    @Test
    @Tag("RFC4787-REQ-14a")
    @DisplayName("a fragment that overlaps what has come is dropped, and the first comer stays")
    void overlap() {
        Datagram sent = Datagram.udp(HOST, SERVER, 1592);
        List<Datagram> out = new ArrayList<>(nat.out(sent.piece(0, 800, true)));
        assertThat(nat.out(sent.piece(400, 800, true))).as("overlaps").isEmpty();
        assertThat(nat.out(sent.piece(0, 800, true))).as("twice").isEmpty();
        out.addAll(nat.out(sent.piece(800, 800, false)));
        assertThat(Datagram.join(out).holds()).isTrue();
        assertThat(nat.count(DropReason.FRAGMENT_REFUSED)).isEqualTo(2);
    }

    @Test
    @Tag("RFC4787-REQ-14a")
    @Tag("C12.4")
    @DisplayName("tiny, crooked and endless fragments are dropped by name (RFC 1858, RFC 3128)")
    void attacks() {
        Datagram tcp = Datagram.tcp(HOST, SERVER, Tcp.SYN, new byte[100]);
        nat.out(tcp.piece(0, 8, true));
        nat.out(tcp.piece(0, 16, true));
        nat.out(tcp.piece(8, 96, true));
        nat.out(tcp.piece(16, 96, true));
        nat.out(Datagram.udp(HOST, SERVER, 200).piece(0, 100, true));
        nat.out(Datagram.udp(HOST, SERVER, 200).piece(8, 0, true));
        nat.out(Datagram.udp(HOST, SERVER, 200)
                .piece(8, 64, true)
                .with16(6, 0x1fff)
                .finished());
        assertThat(nat.count(DropReason.FRAGMENT_REFUSED)).isEqualTo(7);
        assertThat(nat.count(Counter.SESSIONS_CREATED)).isZero();
    }

    @Test
    @Tag("RFC4787-REQ-14a")
    @DisplayName("fragments whose first one does not come are dropped after two seconds, not before")
    void timeout() {
        nat.out(Datagram.udp(HOST, SERVER, 4000).cut(800).get(2));
        nat.pass(1_900);
        assertThat(nat.count(DropReason.FRAGMENT_TIMEOUT)).isZero();
        nat.pass(200);
        assertThat(nat.count(DropReason.FRAGMENT_TIMEOUT)).isEqualTo(1);
        for (int worker = 0; worker < 3; worker++) {
            assertThat(nat.rig.counters(worker).get(Gauge.HELD_FOR_FRAGMENT)).isZero();
        }
    }

    @Test
    @Tag("RFC4787-REQ-14a")
    @Tag("C12.1")
    @DisplayName("one source cannot take the room of the others")
    void boundedPerSource() {
        Limits few = new Limits(0, 0, 0, 512);
        try (Nat small = new Nat(WorkerSettings.defaults(1, 400).with(few), NatFacts.of(POOL))) {
            for (int id = 0; id < 200; id++) {
                small.out(
                        Datagram.udp(HOST, SERVER, 1000).with16(4, id).cut(400).get(1));
            }
            assertThat(small.count(DropReason.FRAGMENT_TABLE_FULL)).isEqualTo(200 - 64);
            Datagram other = Datagram.udp(Nat.OTHER, SERVER, 1000);
            int left = 0;
            for (Datagram piece : other.cut(400)) {
                left += small.out(piece).size();
            }
            assertThat(left).isEqualTo(3);
            small.pass(2_001);
        }
    }

    @Test
    @Tag("C6.3")
    @DisplayName("fragments from a stranger are dropped, the later ones too")
    void filtered() {
        End end = nat.open(HOST, SERVER);
        for (Datagram piece : Datagram.udp(Nat.STRANGER, end, 2000).cut(800)) {
            assertThat(nat.in(piece)).isEmpty();
        }
        assertThat(nat.count(DropReason.ED_FILTER)).isEqualTo(3);
    }

    @Test
    @DisplayName("protocols without ports need no reassembly")
    void portless() {
        Datagram gre = Datagram.other(47, HOST.address(), SERVER.address(), 2000);
        List<Datagram> out = outEach(shuffled(gre.cut(800), 1));
        assertThat(out).hasSize(3);
        assertThat(Datagram.join(out).source()).isEqualTo(POOL);
    }
}
