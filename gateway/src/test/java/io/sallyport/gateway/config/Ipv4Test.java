package io.sallyport.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4Test {
    @Test
    void readsWhatItWrites() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            int address = random.nextInt();
            assertThat(Ipv4.parse(Ipv4.format(address))).as("seed %s", seed).hasValue(address);
        }
        assertThat(Ipv4.parse("10.0.0.1")).hasValue(0x0a000001);
        assertThat(Ipv4.format(0xfffefdfc)).isEqualTo("255.254.253.252");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4 ",
                "+1.2.3.4",
                "1..3.4",
                "1.2.3.",
                "1.2.3.x",
                "1.2.3.1e1",
                "1.2.3.\u0664",
                "1.2.3.4294967296"
            })
    void refusesWhatIsNoDottedQuad(String text) {
        assertThat(Ipv4.parse(text)).isEmpty();
    }

    @Test
    void knowsTheBoundsOfAPrefix() {
        Ipv4Prefix prefix = Ipv4Prefix.parse("192.0.2.77/26").orElseThrow();

        assertThat(prefix).hasToString("192.0.2.77/26");
        assertThat(Ipv4.format(prefix.network())).isEqualTo("192.0.2.64");
        assertThat(Ipv4.format(prefix.broadcast())).isEqualTo("192.0.2.127");
        assertThat(prefix.contains(prefix.broadcast())).isTrue();
        assertThat(prefix.contains(prefix.broadcast() + 1)).isFalse();
        assertThat(prefix.contains(prefix.network() - 1)).isFalse();
        assertThat(prefix.range().size()).isEqualTo(64);
    }

    @Test
    void knowsTheWidestAndTheNarrowestPrefix() {
        Ipv4Prefix all = Ipv4Prefix.parse("0.0.0.0/0").orElseThrow();
        Ipv4Prefix one = Ipv4Prefix.parse("255.255.255.255/32").orElseThrow();

        assertThat(all.contains(-1)).isTrue();
        assertThat(all.range().size()).isEqualTo(1L << 32);
        assertThat(one.mask()).isEqualTo(-1);
        assertThat(one.overlaps(all)).isTrue();
        assertThat(all.overlaps(one)).isTrue();
        assertThat(one.reserves(-1)).isFalse();
    }

    @Test
    void reservesTheEndsOfASubnetUnlessItIsALinkOfTwo() {
        assertThat(Ipv4Prefix.parse("10.0.0.1/30").orElseThrow().reserves(0x0a000003))
                .isTrue();
        assertThat(Ipv4Prefix.parse("10.0.0.1/30").orElseThrow().reserves(0x0a000002))
                .isFalse();
        assertThat(Ipv4Prefix.parse("10.0.0.1/31").orElseThrow().reserves(0x0a000001))
                .isFalse();
    }

    @Test
    void comparesRangesUnsigned() {
        Ipv4Range range = Ipv4Range.parse("127.255.255.255-128.0.0.1").orElseThrow();

        assertThat(range.size()).isEqualTo(3);
        assertThat(range.contains(0x80000000)).isTrue();
        assertThat(range.contains(0x80000002)).isFalse();
        assertThat(range.overlaps(Ipv4Range.parse("128.0.0.1-255.0.0.0").orElseThrow()))
                .isTrue();
        assertThat(range.overlaps(Ipv4Range.parse("128.0.0.2").orElseThrow())).isFalse();
        assertThat(range).hasToString("127.255.255.255-128.0.0.1");
    }
}
