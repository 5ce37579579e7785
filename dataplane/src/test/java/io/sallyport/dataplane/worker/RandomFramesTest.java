package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames that nobody would send on purpose. Every packet lies at the very end of its buffer and assertions are on, so a read
 * of one byte past the packet fails the test; the ledger and the buffers must balance afterwards.
 */
@Tag("C12.4")
@Tag("C12.5")
@Tag("C9.2")
class RandomFramesTest {
    private static final int FRAMES = 60_000;
    private static final End SERVER = End.of("192.0.2.10", 53);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("random bytes, mutated and truncated packets: a fate for each, nothing read beyond the end")
    void survives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Rig rig = Rig.of(2)) {
            for (int k = 0; k < FRAMES; k++) {
                int from = random.nextInt(2);
                rig.inject(from, random.nextInt(2), frame(rig, random));
                if ((k & 31) == 0) {
                    settle(rig);
                }
            }
            settle(rig);
            rig.pass(10_000);
            settle(rig);
            assertThat(rig.total(Counter.RX_PACKETS)).isEqualTo(FRAMES);
            assertThat(rig.total(Counter.SESSIONS_CREATED))
                    .as("some frames are good")
                    .isPositive();
            rig.assertNothingLost(0);
        }
    }

    private static void settle(Rig rig) {
        rig.run();
        rig.sent(INSIDE).forEach(rig.pool::free);
        rig.sent(OUTSIDE).forEach(rig.pool::free);
        rig.freeSlowPath();
    }

    private static long frame(Rig rig, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return noise(rig, random, random.nextInt(0, 200));
        }
        long mbuf = base(rig, random);
        mutate(mbuf, random);
        return random.nextInt(3) == 0 ? truncated(rig, mbuf, random) : mbuf;
    }

    private static long noise(Rig rig, SplittableRandom random, int length) {
        long mbuf = rig.pool.packet(length);
        for (int i = 0; i < length; i++) {
            Memory.putByte(Mbuf.data(mbuf) + i, random.nextInt());
        }
        if (length >= 14 && random.nextBoolean()) {
            MemoryGateway.address(Mbuf.data(mbuf));
        }
        return mbuf;
    }

    private static long base(Rig rig, SplittableRandom random) {
        End host = new End(Packets.address("10.1.0." + random.nextInt(1, 20)), random.nextInt(1, 65536));
        End nat = new End(Rig.POOL[random.nextInt(2)], random.nextInt(1, 65536));
        boolean inbound = random.nextInt(3) == 0;
        End from = inbound ? SERVER : host;
        End to = inbound ? nat : random.nextInt(6) == 0 ? nat : SERVER;
        return switch (random.nextInt(4)) {
            case 0 -> Packets.udp(rig.pool, from, to, random.nextInt(60));
            case 1 -> Packets.tcp(rig.pool, from, to, random.nextBoolean() ? Tcp.SYN : random.nextInt(256), 12);
            case 2 -> Packets.echo(rig.pool, random.nextInt(2) * 8, from.address(), to.address(), from.port(), 30);
            default -> error(rig, random, from, to);
        };
    }

    private static long error(Rig rig, SplittableRandom random, End from, End to) {
        long quoted = random.nextBoolean()
                ? Packets.udp(rig.pool, to, from, 40)
                : Packets.echo(rig.pool, Icmp.ECHO_REQUEST, to.address(), from.address(), 9, 40);
        int type = new int[] {3, 4, 11, 12}[random.nextInt(4)];
        long error = Packets.error(rig.pool, type, 0, from.address(), to.address(), quoted, random.nextInt(0, 60));
        rig.pool.free(quoted);
        return error;
    }

    /** Changes up to three bytes; half the time mends the checksums so that the packet gets further in. */
    private static void mutate(long mbuf, SplittableRandom random) {
        int length = Mbuf.dataLength(mbuf);
        for (int n = random.nextInt(4); n > 0; n--) {
            Memory.putByte(Mbuf.data(mbuf) + random.nextInt(12, length), random.nextInt());
        }
        if (random.nextBoolean() && Memory.getByte(Packets.ip(mbuf)) == 0x45) {
            long ip = Packets.ip(mbuf);
            Memory.putShortBE(ip + 10, 0);
            Memory.putShortBE(ip + 10, Packets.checksum(ip, 20, 0));
        }
    }

    /** The first bytes of a packet, again at the very end of a buffer. */
    private static long truncated(Rig rig, long mbuf, SplittableRandom random) {
        int length = random.nextInt(0, Mbuf.dataLength(mbuf));
        long cut = rig.pool.packet(length);
        Memory.copy(Mbuf.data(mbuf), Mbuf.data(cut), length);
        rig.pool.free(mbuf);
        return cut;
    }
}
