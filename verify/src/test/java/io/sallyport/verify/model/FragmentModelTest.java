package io.sallyport.verify.model;

import static io.sallyport.verify.model.Bench.HOST;
import static io.sallyport.verify.model.Bench.NAT;
import static io.sallyport.verify.model.Bench.SERVER;
import static io.sallyport.verify.model.Bench.onlyDrop;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.craft.Craft;
import org.junit.jupiter.api.Test;

class FragmentModelTest {
    private final Bench bench = Bench.plain();
    private final byte[] whole = Craft.packet(HOST, SERVER)
            .identification(9)
            .udp(5000, 53, new byte[92])
            .bytes();

    @Test
    void holdsLaterFragmentsUntilTheFirst() {
        End nat = bench.willTake(Ip.UDP, HOST, 5000, 0);
        assertThat(bench.fromInside(Craft.fragment(whole, 48, 100, true)).sent())
                .isEmpty();
        assertThat(bench.fromInside(Craft.fragment(whole, 24, 48, false)).sent())
                .isEmpty();
        Result result = bench.fromInside(Craft.fragment(whole, 0, 24, false));
        byte[] translated = Craft.packet(NAT, SERVER)
                .ttl(63)
                .identification(9)
                .udp(nat.port(), 53, new byte[92])
                .bytes();
        assertThat(result.sent().stream().map(Bench::packet).toList())
                .usingElementComparator(java.util.Arrays::compare)
                .containsExactly(
                        Craft.fragment(translated, 0, 24, false),
                        Craft.fragment(translated, 48, 100, true),
                        Craft.fragment(translated, 24, 48, false));
    }

    @Test
    void refusesWhatOverlaps() {
        bench.willTake(Ip.UDP, HOST, 5000, 0);
        bench.fromInside(Craft.fragment(whole, 0, 24, false));
        assertThat(onlyDrop(bench.fromInside(Craft.fragment(whole, 16, 32, false))))
                .isEqualTo(Reason.FRAGMENT_REFUSED);
    }

    @Test
    void dropsWhatNoFirstFragmentFollows() {
        bench.fromInside(Craft.fragment(whole, 24, 48, false));
        bench.now += 2_000;
        assertThat(onlyDrop(bench.model.pass(bench.now))).isEqualTo(Reason.FRAGMENT_TIMEOUT);
    }

    @Test
    void opensNoSessionForALaterFragment() {
        End nat = bench.willTake(Ip.UDP, HOST, 5000, 0);
        bench.fromInside(Craft.fragment(whole, 0, 24, false));
        bench.model.pass(bench.now);
        assertThat(nat.address()).isEqualTo(NAT);
        byte[] answer = Craft.packet(SERVER, NAT)
                .identification(9)
                .udp(53, nat.port() + 1, new byte[92])
                .bytes();
        assertThat(onlyDrop(bench.fromOutside(Craft.fragment(answer, 0, 24, false))))
                .isEqualTo(Reason.ED_FILTER);
        assertThat(onlyDrop(bench.fromOutside(Craft.fragment(answer, 24, 100, true))))
                .isEqualTo(Reason.ED_FILTER);
    }

    @Test
    void takesFragmentsOfOtherProtocolsForPackets() {
        byte[] other = Craft.packet(HOST, SERVER).other(47, new byte[64]).bytes();
        bench.taken = new End(NAT, 0);
        assertThat(bench.fromInside(Craft.fragment(other, 24, 48, false)).sent())
                .hasSize(1);
    }
}
