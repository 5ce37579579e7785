package io.sallyport.dataplane.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.session.ArenaMemory;
import io.sallyport.dpdk.memory.Memory;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each header ends where its memory does, so that reading one byte beyond it fails. */
class MssClampTest {
    private static final int LIMIT = 1360;

    private final ArenaMemory memory = new ArenaMemory();

    @AfterEach
    void free() {
        memory.close();
    }

    /** A header with the given options and a right checksum over it. */
    private long header(byte[] options, SplittableRandom random) {
        int length = Tcp.HEADER + options.length;
        long tcp = memory.allocate(length, "segment");
        for (int i = 0; i < Tcp.HEADER; i++) {
            Memory.putByte(tcp + i, random.nextInt());
        }
        Memory.putByte(tcp + 12, length >>> 2 << 4);
        Memory.put(tcp + Tcp.HEADER, options);
        Memory.putShort(tcp + Tcp.CHECKSUM, 0);
        Memory.putShort(tcp + Tcp.CHECKSUM, Checksum.of(tcp, length));
        return tcp;
    }

    private String clamped(String options) {
        byte[] before = HexFormat.of().parseHex(options);
        long tcp = header(before, new SplittableRandom(1));
        MssClamp.clamp(tcp, Tcp.HEADER + before.length, LIMIT);
        assertThat(Checksum.of(tcp, Tcp.HEADER + before.length)).isZero();
        return HexFormat.of().formatHex(Memory.bytes(tcp + Tcp.HEADER, before.length));
    }

    @ParameterizedTest(name = "{0} leaves as {1}")
    @CsvSource({
        "020405b4, 02040550", // 1460
        "02040551, 02040550",
        "02040550, 02040550",
        "0204054f, 0204054f",
        "0204ffff, 02040550",
        "02040000, 02040000",
        "01020405b4000000, 0102040550000000", // at an odd offset
        "0402080a000000010000000001020405b40303070000, 0402080a00000001000000000102040550030307" + "0000",
        "020405b401010101020405b5, 020405500101010102040550", // twice
        "030307020405b400, 0303070204055000",
        "00020405b4000000, 00020405b4000000", // after the end
        "020305b4, 020305b4", // no MSS option, whatever it is
        "020505b4ff020405b4000000, 020505b4ff02040550000000", // nor this
    })
    void lowersWhatIsAboveTheLimitAndNothingElse(String before, String after) {
        assertThat(clamped(before)).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01010102", // no room for a length
                "01010204", // no room for the value
                "010204ff", // half a value
                "0300020405b40000", // length 0
                "0301020405b40000", // length 1
                "03ff020405b40000", // beyond the header
                "01010101010101fe",
                "0e09000000000000",
            })
    @Tag("C12.4")
    @Tag("C12.5")
    void stopsAtAnOptionWhoseLengthIsWrong(String options) {
        assertThat(clamped(options)).isEqualTo(options);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @Tag("C5.3")
    @Tag("C12.5")
    void keepsTheChecksumRightAndEverythingElseAsItIsForAnyOptions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int odd = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] options = options(random);
            int limit = random.nextInt(0x10000);
            byte[] expected = options.clone();
            odd += lowered(expected, limit);
            long tcp = header(options, random);
            byte[] before = Memory.bytes(tcp, Tcp.HEADER);
            int length = Tcp.HEADER + options.length;
            MssClamp.clamp(tcp, length, limit);
            String when = "seed %d round %d".formatted(seed, round);
            assertThat(Memory.bytes(tcp + Tcp.HEADER, options.length)).as(when).isEqualTo(expected);
            assertThat(Checksum.of(tcp, length)).as(when).isZero();
            int checksum = Memory.getShort(tcp + Tcp.CHECKSUM);
            Memory.putShort(tcp + Tcp.CHECKSUM, 0);
            assertThat(checksum).as(when).isEqualTo(Checksum.of(tcp, length));
            before[Tcp.CHECKSUM] = 0;
            before[Tcp.CHECKSUM + 1] = 0;
            assertThat(Memory.bytes(tcp, Tcp.HEADER)).as(when).isEqualTo(before);
        }
        assertThat(odd).as("values at odd offsets").isGreaterThan(100);
    }

    /** Options one after the other, nearly all well-formed, the last one cut off by the header's end. */
    private static byte[] options(SplittableRandom random) {
        byte[] options = new byte[4 * random.nextInt(11)];
        int at = 0;
        while (at < options.length) {
            int choice = random.nextInt(20);
            int kind = choice < 8 ? 1 : choice < 14 ? 2 : choice < 19 ? random.nextInt(2, 256) : 0;
            int length = kind == 1 ? 1 : kind == 2 ? 4 : random.nextInt(2, 7);
            byte[] option = new byte[length];
            random.nextBytes(option);
            option[0] = (byte) kind;
            if (length > 1) {
                option[1] = (byte) (random.nextInt(30) == 0 ? random.nextInt(256) : length);
            }
            System.arraycopy(option, 0, options, at, Math.min(length, options.length - at));
            at += length;
        }
        return options;
    }

    /** The same, on an array; returns how many values at odd offsets it lowered. */
    private static int lowered(byte[] options, int limit) {
        int odd = 0;
        int at = 0;
        while (at < options.length && options[at] != 0) {
            if (options[at] == 1) {
                at++;
                continue;
            }
            if (at + 1 == options.length) {
                break;
            }
            int length = options[at + 1] & 0xff;
            if (length < 2 || at + length > options.length) {
                break;
            }
            if (options[at] == 2 && length == 4) {
                int mss = (options[at + 2] & 0xff) << 8 | (options[at + 3] & 0xff);
                odd += mss > limit && at % 2 == 1 ? 1 : 0;
                options[at + 2] = (byte) (Math.min(mss, limit) >>> 8);
                options[at + 3] = (byte) Math.min(mss, limit);
            }
            at += length;
        }
        return odd;
    }

    @Test
    void mendsTheChecksumOfAWholeSegmentWithItsPseudoHeader() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 2_000; round++) {
            int data = random.nextInt(40);
            int length = Tcp.HEADER + 8 + data;
            long pseudo = memory.allocate(12 + length, "segment with pseudo-header");
            for (int i = 0; i < 12 + length; i++) {
                Memory.putByte(pseudo + i, random.nextInt());
            }
            long tcp = pseudo + 12;
            int nops = random.nextInt(4);
            Memory.putInt(tcp + Tcp.HEADER, 0x01010101);
            Memory.putInt(tcp + Tcp.HEADER + 4, 0);
            Memory.putShortBE(tcp + Tcp.HEADER + nops, 0x0204);
            Memory.putShortBE(tcp + Tcp.HEADER + nops + 2, LIMIT + 1 + random.nextInt(60_000));
            Memory.putShort(tcp + Tcp.CHECKSUM, 0);
            Memory.putShort(tcp + Tcp.CHECKSUM, Checksum.of(pseudo, 12 + length));
            MssClamp.clamp(tcp, Tcp.HEADER + 8, LIMIT);
            assertThat(Memory.getShortBE(tcp + Tcp.HEADER + nops + 2)).isEqualTo(LIMIT);
            assertThat(Checksum.of(pseudo, 12 + length)).as("round %d", round).isZero();
        }
    }
}
