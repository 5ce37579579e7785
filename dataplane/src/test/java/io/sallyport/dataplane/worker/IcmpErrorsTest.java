package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.POOL;
import static io.sallyport.dataplane.worker.Nat.ROUTER;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.worker.Packets.End;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ICMP errors about sessions: whoever gets one sees the packet that it sent. */
@Tag("C7.5")
class IcmpErrorsTest {
    private static final int ALL = 10_000;

    private final Nat nat = new Nat();

    @AfterEach
    void nothingIsLost() {
        nat.close();
    }

    private static Datagram packet(int protocol, int payload) {
        return switch (protocol) {
            case Datagram.TCP -> Datagram.tcp(HOST, SERVER, Tcp.SYN, new byte[payload]);
            case Datagram.UDP -> Datagram.udp(HOST, SERVER, payload);
            default -> Datagram.query(Icmp.ECHO_REQUEST, HOST.address(), SERVER.address(), 77, payload);
        };
    }

    static Stream<Arguments> kinds() {
        return Stream.of(3, 4, 11, 12)
                .flatMap(type -> Stream.of(1, 6, 17)
                        .flatMap(protocol ->
                                Stream.of(28, 40, ALL).map(quoted -> Arguments.of(type, protocol, quoted))));
    }

    @ParameterizedTest(name = "type {0} about protocol {1}, {2} bytes quoted")
    @MethodSource("kinds")
    @Tag("C7.6")
    @Tag("C7.7")
    @Tag("C7.8")
    @Tag("C7.9")
    @Tag("RFC5508-REQ-4")
    @Tag("RFC5508-REQ-4a")
    @Tag("RFC5508-REQ-4b")
    @Tag("RFC5508-REQ-4c")
    @Tag("RFC4787-REQ-12a")
    @Tag("RFC4787-REQ-12b")
    @Tag("RFC5382-REQ-9")
    @DisplayName("from outside")
    void fromOutside(int type, int protocol, int quoted) {
        Datagram sent = packet(protocol, 60);
        Datagram seen = nat.oneOut(sent);
        Datagram error = nat.oneIn(Datagram.error(type, 1, ROUTER, POOL, seen, quoted));
        assertThat(error.source()).isEqualTo(ROUTER);
        assertThat(error.destination()).isEqualTo(HOST.address());
        assertThat(error.u8(20)).isEqualTo(type);
        assertThat(error.u8(21)).isEqualTo(1);
        Datagram asReceived = sent.with(8, 63).finished();
        byte[] expected = Arrays.copyOf(asReceived.bytes(), Math.min(quoted, sent.bytes().length));
        assertThat(error.quoted().bytes()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "type {0} about protocol {1}, {2} bytes quoted")
    @MethodSource("kinds")
    @Tag("C7.7")
    @Tag("C7.8")
    @Tag("RFC5508-REQ-5")
    @Tag("RFC5508-REQ-5a")
    @Tag("RFC5508-REQ-5b")
    @Tag("RFC5508-REQ-5c")
    @DisplayName("from inside")
    void fromInside(int type, int protocol, int quoted) {
        Datagram seen = nat.oneOut(packet(protocol, 60));
        Datagram answer =
                switch (protocol) {
                    case Datagram.TCP -> Datagram.tcp(SERVER, seen.from(), Tcp.SYN | Tcp.ACK, new byte[50]);
                    case Datagram.UDP -> Datagram.udp(SERVER, seen.from(), 50);
                    default -> Datagram.query(0, SERVER.address(), POOL, seen.identifier(), 50);
                };
        Datagram got = nat.oneIn(answer);
        Datagram error =
                nat.oneOut(Datagram.error(type, 1, Packets.address("10.9.9.9"), SERVER.address(), got, quoted));
        assertThat(error.source()).isEqualTo(POOL);
        assertThat(error.destination()).isEqualTo(SERVER.address());
        byte[] expected = Arrays.copyOf(answer.with(8, 63).finished().bytes(), Math.min(quoted, answer.bytes().length));
        assertThat(error.quoted().bytes()).isEqualTo(expected);
    }

    @Test
    @Tag("RFC5508-REQ-3")
    @Tag("RFC5508-REQ-3a")
    @Tag("C12.5")
    @DisplayName("a wrong checksum of the error or of the quoted header: dropped by name")
    void badChecksums() {
        Datagram seen = nat.oneOut(packet(Datagram.UDP, 60));
        Datagram error = Datagram.error(3, 3, ROUTER, POOL, seen, ALL);
        nat.in(error.with16(20 + 2, error.u16(20 + 2) ^ 0x10));
        nat.in(Datagram.error(3, 3, ROUTER, POOL, seen.with(10, seen.u8(10) ^ 1), ALL));
        assertThat(nat.count(DropReason.BAD_ICMP_CHECKSUM)).isEqualTo(2);
    }

    @Test
    @Tag("RFC5508-REQ-3c")
    @DisplayName("a wrong checksum of the quoted transport header is not judged and stays as wrong")
    void embeddedTransportChecksum() {
        Datagram sent = packet(Datagram.TCP, 60);
        Datagram seen = nat.oneOut(sent);
        Datagram broken = seen.with(20 + 17, seen.u8(20 + 17) ^ 1);
        Datagram error = nat.oneIn(Datagram.error(3, 3, ROUTER, POOL, broken, ALL));
        assertThat(error.quoted().from()).isEqualTo(HOST);
        assertThat(error.quoted().holds()).isFalse();
    }

    @Test
    @Tag("RFC5508-REQ-3b")
    @DisplayName("options in the quoted header are stepped over")
    void embeddedOptions() {
        Datagram plain = packet(Datagram.UDP, 30);
        byte[] bytes = new byte[plain.bytes().length + 8];
        System.arraycopy(plain.bytes(), 0, bytes, 0, 20);
        Arrays.fill(bytes, 20, 28, (byte) 1);
        System.arraycopy(plain.bytes(), 20, bytes, 28, plain.bytes().length - 20);
        Datagram sent =
                new Datagram(bytes).with(0, 0x47).with16(2, bytes.length).finished();
        Datagram seen = nat.oneOut(sent);
        Datagram error = nat.oneIn(Datagram.error(11, 0, ROUTER, POOL, seen, ALL));
        assertThat(error.quoted().bytes()).isEqualTo(sent.withTtl(63).bytes());
    }

    @Test
    @Tag("RFC5508-REQ-3d")
    @DisplayName("RFC 4884 extensions after the quote are carried on untouched, whatever the quote lacks")
    void extensions() {
        Datagram sent = packet(Datagram.TCP, 0);
        Datagram seen = nat.oneOut(sent);
        Datagram padded = Datagram.error(11, 0, ROUTER, POOL, new Datagram(Arrays.copyOf(seen.bytes(), 128)), 128);
        byte[] extended = Arrays.copyOf(padded.bytes(), padded.bytes().length + 12);
        Arrays.fill(extended, padded.bytes().length, extended.length, (byte) 0x5a);
        ByteBuffer.wrap(extended).putShort(2, (short) extended.length).put(20 + 5, (byte) 32);
        Datagram error = nat.oneIn(new Datagram(extended).finished());
        byte[] got = error.quoted().bytes();
        assertThat(Arrays.copyOf(got, 40)).isEqualTo(sent.withTtl(63).bytes());
        assertThat(Arrays.copyOfRange(got, 40, got.length))
                .isEqualTo(Arrays.copyOfRange(extended, 28 + 40, extended.length));
    }

    @Test
    @DisplayName("a quote that RFC 4884 says is cut short keeps what lies beyond")
    void shortQuoteWithExtensions() {
        Datagram sent = packet(Datagram.TCP, 0);
        Datagram seen = nat.oneOut(sent);
        byte[] quote = Arrays.copyOf(seen.bytes(), 48);
        Datagram error = Datagram.error(11, 0, ROUTER, POOL, new Datagram(quote), 48);
        Datagram marked = error.with(20 + 5, 7).finished();
        byte[] got = nat.oneIn(marked).quoted().bytes();
        assertThat(Arrays.copyOfRange(got, 28, 48)).as("beyond 28 bytes").isEqualTo(Arrays.copyOfRange(quote, 28, 48));
        assertThat(new Datagram(got).from()).isEqualTo(HOST);
    }

    @Test
    @DisplayName("a UDP checksum of zero in the quote stays zero")
    void noChecksum() {
        Datagram sent = packet(Datagram.UDP, 30).with16(26, 0);
        Datagram seen = nat.oneOut(sent);
        assertThat(nat.oneIn(Datagram.error(3, 3, ROUTER, POOL, seen, ALL))
                        .quoted()
                        .u16(26))
                .isZero();
    }

    @Test
    @Tag("RFC5508-REQ-4")
    @DisplayName("without a session, about a later fragment, or not to the sender of what it quotes: dropped by name")
    void refused() {
        Datagram seen = nat.oneOut(packet(Datagram.UDP, 1000));
        Datagram stranger = Datagram.udp(new End(POOL, seen.from().port() ^ 2), SERVER, 30);
        assertThat(nat.in(Datagram.error(3, 3, ROUTER, POOL, stranger, ALL))).isEmpty();
        assertThat(nat.in(Datagram.error(3, 3, ROUTER, POOL, seen.piece(800, 200, false), ALL)))
                .isEmpty();
        assertThat(nat.in(Datagram.error(3, 3, ROUTER, POOL, Datagram.error(3, 3, POOL, ROUTER, seen, 28), ALL)))
                .isEmpty();
        assertThat(nat.count(DropReason.NO_SESSION)).isEqualTo(3);
        Datagram other = Datagram.udp(new End(ROUTER, 4), SERVER, 30);
        assertThat(nat.in(Datagram.error(3, 3, ROUTER, POOL, other, ALL))).isEmpty();
        assertThat(nat.count(DropReason.MALFORMED_ICMP)).isEqualTo(1);
    }

    @ParameterizedTest(name = "protocol {0}")
    @ValueSource(ints = {1, 6, 17})
    @Tag("RFC4787-REQ-12")
    @Tag("RFC5382-REQ-10")
    @Tag("RFC5508-REQ-6")
    @DisplayName("an error neither ends nor refreshes a session")
    void noEffect(int protocol) {
        Datagram seen = nat.oneOut(packet(protocol, 30));
        int timeout = protocol == 1 ? 60_000 : protocol == 6 ? 240_000 : 300_000;
        nat.pass(timeout - 5_000);
        nat.oneIn(Datagram.error(3, 3, ROUTER, POOL, seen, ALL));
        assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isEqualTo(1);
        nat.pass(5_500);
        assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isZero();
    }
}
