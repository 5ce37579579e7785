package io.sallyport.verify.model;

import static io.sallyport.verify.model.Bench.FIXED;
import static io.sallyport.verify.model.Bench.HOST;
import static io.sallyport.verify.model.Bench.INSIDE;
import static io.sallyport.verify.model.Bench.NAT;
import static io.sallyport.verify.model.Bench.OTHER_HOST;
import static io.sallyport.verify.model.Bench.OUTSIDE;
import static io.sallyport.verify.model.Bench.SERVER;
import static io.sallyport.verify.model.Bench.onlyDrop;
import static io.sallyport.verify.model.Bench.onlyPacket;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.craft.Craft;
import org.junit.jupiter.api.Test;

class TranslationModelTest {
    private static final byte[] NO_OPTIONS = {};
    private static final int NAT_PORT_OFFSET = 6;

    private final Bench bench = Bench.plain();

    @Test
    void translatesUdpBothWays() {
        End nat = bench.willTake(Ip.UDP, HOST, 5000, NAT_PORT_OFFSET);
        byte[] out = onlyPacket(
                bench.fromInside(Craft.packet(HOST, SERVER).udp(5000, 53, (byte) 1, (byte) 2, (byte) 3)), OUTSIDE);
        assertThat(out)
                .isEqualTo(Craft.packet(NAT, SERVER)
                        .ttl(63)
                        .udp(nat.port(), 53, (byte) 1, (byte) 2, (byte) 3)
                        .bytes());
        byte[] back = onlyPacket(bench.fromOutside(Craft.packet(SERVER, NAT).udp(53, nat.port())), INSIDE);
        assertThat(back)
                .isEqualTo(Craft.packet(SERVER, HOST).ttl(63).udp(53, 5000).bytes());
    }

    @Test
    void keepsAWrongChecksumWrongByAsMuch() {
        End nat = bench.willTake(Ip.TCP, HOST, 5000, 1);
        byte[] in =
                Craft.packet(HOST, SERVER).tcp(5000, 80, Craft.SYN, NO_OPTIONS).bytes();
        Bytes.put16(in, 36, Bytes.fold(Bytes.get16(in, 36) + 5));
        byte[] right = Craft.packet(NAT, SERVER)
                .ttl(63)
                .tcp(nat.port(), 80, Craft.SYN, NO_OPTIONS)
                .bytes();
        Bytes.put16(right, 36, Bytes.fold(Bytes.get16(right, 36) + 5));
        assertThat(onlyPacket(bench.fromInside(in), OUTSIDE)).isEqualTo(right);
    }

    @Test
    void leavesAUdpChecksumOfZero() {
        bench.willTake(Ip.UDP, HOST, 5000, 0);
        byte[] in = Craft.packet(HOST, SERVER).udp(5000, 53).bytes();
        Bytes.put16(in, 26, 0);
        assertThat(Bytes.get16(onlyPacket(bench.fromInside(in), OUTSIDE), 26)).isZero();
    }

    @Test
    void letsOnlyTheRemoteEndpointIn() {
        End nat = bench.willTake(Ip.UDP, HOST, 5000, 0);
        bench.fromInside(Craft.packet(HOST, SERVER).udp(5000, 53));
        assertThat(onlyDrop(bench.fromOutside(Craft.packet(SERVER, NAT).udp(54, nat.port()))))
                .isEqualTo(Reason.ED_FILTER);
        assertThat(bench.model.count(Count.ED_DROP)).isEqualTo(1);
    }

    @Test
    void translatesAnEcho() {
        End nat = bench.willTake(Ip.ICMP, HOST, 77, 3);
        byte[] out = onlyPacket(bench.fromInside(Craft.packet(HOST, SERVER).icmp(8, 0, 77 << 16 | 1)), OUTSIDE);
        assertThat(out)
                .isEqualTo(Craft.packet(NAT, SERVER)
                        .ttl(63)
                        .icmp(8, 0, nat.port() << 16 | 1)
                        .bytes());
        byte[] back = onlyPacket(bench.fromOutside(Craft.packet(SERVER, NAT).icmp(0, 0, nat.port() << 16 | 1)), INSIDE);
        assertThat(back)
                .isEqualTo(Craft.packet(SERVER, HOST)
                        .ttl(63)
                        .icmp(0, 0, 77 << 16 | 1)
                        .bytes());
    }

    @Test
    void translatesAnErrorAboutAPacketItTranslated() {
        End nat = bench.willTake(Ip.UDP, HOST, 5000, 0);
        byte[] sent = Craft.packet(HOST, SERVER).udp(5000, 53).bytes();
        byte[] out = onlyPacket(bench.fromInside(sent), OUTSIDE);
        int router = Addresses.of("192.0.2.1");
        byte[] error = Craft.packet(router, NAT).icmp(11, 0, 0, out).bytes();
        byte[] quoted = Craft.packet(HOST, SERVER).ttl(63).udp(5000, 53).bytes();
        assertThat(onlyPacket(bench.fromOutside(error), INSIDE))
                .isEqualTo(Craft.packet(router, HOST)
                        .ttl(63)
                        .icmp(11, 0, 0, quoted)
                        .bytes());
        assertThat(nat.address()).isEqualTo(NAT);
    }

    @Test
    void tellsTheSenderOfAPacketThatIsTooLong() {
        bench.willTake(Ip.UDP, HOST, 5000, 0);
        byte[] packet =
                Craft.packet(HOST, SERVER).whole().udp(5000, 53, new byte[700]).bytes();
        Result result = bench.fromInside(packet);
        assertThat(onlyDrop(result)).isEqualTo(Reason.MTU_EXCEEDED);
        byte[] error = onlyPacket(result, INSIDE);
        assertThat(error).hasSize(576);
        assertThat(Bytes.get32(error, 12)).isEqualTo(Bench.GATEWAY);
        assertThat(Bytes.get16(error, 26)).isEqualTo(600);
        assertThat(error).endsWith(java.util.Arrays.copyOf(packet, 548));
    }

    @Test
    void cutsWhatIsTooLong() {
        bench.willTake(Ip.UDP, HOST, 5000, 0);
        Result result = bench.fromInside(Craft.packet(HOST, SERVER)
                .options((byte) 7, (byte) 4, (byte) 4, (byte) 0)
                .udp(5000, 53, new byte[700]));
        assertThat(result.sent()).hasSize(2);
        assertThat(Bench.packet(result.sent().get(0))).hasSize(24 + 576);
        assertThat(Bench.packet(result.sent().get(1))).hasSize(20 + 708 - 576);
    }

    @Test
    void turnsAHairpinRound() {
        bench.willTake(Ip.TCP, HOST, 5000, 9);
        byte[] arrived =
                onlyPacket(bench.fromInside(Craft.packet(HOST, NAT).tcp(5000, 8080, Craft.SYN, NO_OPTIONS)), INSIDE);
        End nat = bench.willTake(Ip.TCP, HOST, 5000, 9);
        assertThat(arrived)
                .isEqualTo(Craft.packet(NAT, OTHER_HOST)
                        .ttl(63)
                        .tcp(nat.port(), 80, Craft.SYN, NO_OPTIONS)
                        .bytes());
        assertThat(bench.model.sessions()).hasSize(2);
    }

    @Test
    void mapsAWholeAddress() {
        int inside = Addresses.of("10.0.0.9");
        assertThat(onlyPacket(bench.fromOutside(Craft.packet(SERVER, FIXED).icmp(8, 0, 5 << 16)), INSIDE))
                .isEqualTo(
                        Craft.packet(SERVER, inside).ttl(63).icmp(8, 0, 5 << 16).bytes());
    }

    @Test
    void routesNoNatUntranslated() {
        int peer = Addresses.of("198.18.0.1");
        assertThat(onlyPacket(bench.fromInside(Craft.packet(HOST, peer).udp(1, 2)), OUTSIDE))
                .isEqualTo(Craft.packet(HOST, peer).ttl(63).udp(1, 2).bytes());
        assertThat(bench.model.sessions()).isEmpty();
    }
}
