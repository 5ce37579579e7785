package io.sallyport.dataplane.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.memory.Memory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checksum against its definition, summed byte by byte in network order. */
@Tag("C5.3")
class ChecksumTest {
    private static final int ROUNDS = 50_000;
    private static final int MOST = 1500;

    private final TableArena arena = new TableArena();
    private final long data = arena.allocate(MOST, "data");

    @AfterEach
    void release() {
        arena.close();
    }

    /** RFC 1071 section 1, as written there. */
    private int definition(int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (i & 1) == 0 ? Memory.getByte(data + i) << 8 : Memory.getByte(data + i);
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }

    private void fill(SplittableRandom random, int length) {
        int pattern = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            int value = pattern == 0 ? 0xff : pattern == 1 ? 0 : random.nextInt();
            Memory.putByte(data + i, value);
        }
    }

    private static int networkOrder(int checksum) {
        return Short.toUnsignedInt(Short.reverseBytes((short) checksum));
    }

    @Test
    @DisplayName("gives the example of RFC 1071 section 3")
    void example() {
        Memory.put(
                data, new byte[] {0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7});
        assertThat(networkOrder(Checksum.of(data, 8))).isEqualTo(~0xddf2 & 0xffff);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    @DisplayName("equals the definition for any bytes of any length, odd ones too")
    void equalsDefinition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS / 10; round++) {
            int length = random.nextInt(0, MOST + 1);
            fill(random, length);
            assertThat(networkOrder(Checksum.of(data, length)))
                    .as("seed %d round %d length %d", seed, round, length)
                    .isEqualTo(definition(length));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @DisplayName(
            "an update by what changed equals the checksum of the changed packet, whatever and however often it changes")
    void updateEqualsRecomputation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int length = 2 * random.nextInt(6, 20);
            fill(random, length);
            Memory.putByte(data, 0x45); // no IP packet is all zeros
            int checksum = Checksum.of(data, length);
            int change = 0;
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                change += random.nextBoolean() ? change16(random, length) : change32(random, length);
            }
            assertThat(Checksum.update(checksum, change))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(Checksum.of(data, length));
        }
    }

    private int change16(SplittableRandom random, int length) {
        long at = data + 2L * random.nextInt(1, length / 2);
        int after = edge16(random);
        int change = Checksum.change16(Memory.getShort(at), after);
        Memory.putShort(at, after);
        return change;
    }

    private int change32(SplittableRandom random, int length) {
        long at = data + 2L * random.nextInt(1, length / 2 - 1);
        int after = random.nextInt(3) == 0 ? -random.nextInt(2) : random.nextInt();
        int change = Checksum.change32(Memory.getInt(at), after);
        Memory.putInt(at, after);
        return change;
    }

    private static int edge16(SplittableRandom random) {
        int[] edges = {0, 1, 0x7fff, 0x8000, 0xfffe, 0xffff};
        return random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(0x10000);
    }

    @Test
    @DisplayName("a lowered TTL leaves a header whose checksum holds")
    void ttl() {
        for (int ttl = 255; ttl > 0; ttl--) {
            Ipv4.write(data, 100, ttl, Ipv4.UDP, 0x01020304 * ttl, 0x0a0b0c0d);
            Ipv4.decrementTtl(data);
            assertThat(Ipv4.ttl(data)).isEqualTo(ttl - 1);
            assertThat(Ipv4.protocol(data)).isEqualTo(Ipv4.UDP);
            assertThat(definition(20)).isZero();
        }
    }
}
