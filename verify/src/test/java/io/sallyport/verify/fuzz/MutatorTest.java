package io.sallyport.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is sent: seeds are good, bends reach every part of a frame, mended frames are good again. */
class MutatorTest {
    private static final long SEED = 5;
    private static final int TIMES = 20_000;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    @DisplayName("seeds have right header checksums, and TCP, UDP and ICMP of all fates are among them")
    void writesGoodSeeds() {
        Frame frame = new Frame();
        Seeds seeds = new Seeds(random, new ErrorSeeds(random), true);
        Set<Integer> protocols = new HashSet<>();
        int sound = 0;
        for (int k = 0; k < TIMES; k++) {
            seeds.write(frame);
            if (frame.hasIpv4()) {
                protocols.add(frame.protocol());
                assertThat(Sums.sum(frame.bytes, Frame.IP, frame.transport(), 0))
                        .isEqualTo(0xffff);
                assertThat(frame.end()).isEqualTo(frame.length);
                sound += Sums.transportHolds(frame) ? 1 : 0;
            }
        }
        assertThat(protocols).contains(Frame.TCP, Frame.UDP, Frame.ICMP, 47, 50, 51, 132);
        assertThat(sound).isGreaterThan(TIMES / 2);
    }

    @Test
    @DisplayName("bends change every byte of the headers and the length, and keep within the array")
    void bendsEverywhere() {
        Mutator mutator = new Mutator(random);
        Corpus corpus = new Corpus();
        corpus.add(Plan.INSIDE, Sample.bytes(Sample.left()), random);
        byte[] good = Sample.bytes(Sample.udp());
        Frame frame = new Frame();
        Set<Integer> changed = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();
        for (int k = 0; k < TIMES; k++) {
            frame.set(good, Plan.INSIDE);
            mutator.bend(frame, corpus);
            assertThat(frame.length).isBetween(0, Frame.MOST);
            lengths.add(frame.length);
            for (int at = 0; at < Math.min(good.length, frame.length); at++) {
                if (frame.bytes[at] != good[at]) {
                    changed.add(at);
                }
            }
        }
        assertThat(changed).hasSize(good.length);
        assertThat(lengths).hasSizeGreaterThan(good.length);
    }

    @Test
    @DisplayName("a mended frame has a right header checksum, and mostly a right transport checksum")
    void mends() {
        Mutator mutator = new Mutator(random);
        int sound = 0;
        for (int k = 0; k < 1_000; k++) {
            Frame frame = Sample.udp();
            frame.put8(Frame.IP + 8, k);
            frame.put8(frame.transport() + 9, k);
            mutator.mend(frame);
            assertThat(Sums.sum(frame.bytes, Frame.IP, frame.transport(), 0)).isEqualTo(0xffff);
            sound += Sums.transportHolds(frame) ? 1 : 0;
        }
        assertThat(sound).isBetween(700, 999);
    }

    @Test
    @DisplayName("the mark of a sound frame follows its transport checksum and leaves the header's as right as it was")
    void marks() {
        Frame frame = Sample.udp();
        assertThat(Tag.isSound(frame)).isTrue();
        frame.put8(frame.transport() + 9, 0xee);
        Tag.apply(frame);
        assertThat(Tag.isSound(frame)).isFalse();
        assertThat(Sums.sum(frame.bytes, Frame.IP, frame.transport(), 0)).isEqualTo(0xffff);
        Sums.mendTransport(frame);
        Tag.apply(frame);
        assertThat(Tag.isSound(frame)).isTrue();
        assertThat(Sums.sum(frame.bytes, Frame.IP, frame.transport(), 0)).isEqualTo(0xffff);
    }
}
