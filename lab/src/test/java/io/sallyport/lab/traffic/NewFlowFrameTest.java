package io.sallyport.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NewFlowFrameTest {
    private static final long SEED = 4;

    private final NewFlowFrame frame =
            new NewFlowFrame("02:00:00:00:00:01", "02:00:00:00:00:02", InetAddress.ofLiteral("192.0.2.13"));

    @Test
    void holdsTheSourceAndAGoodChecksum() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 10_000; i++) {
            int source = random.nextInt();
            int port = random.nextInt(65_536);

            ByteBuffer bytes = write(source, port);

            assertThat(bytes.getInt(26)).isEqualTo(source);
            assertThat(Short.toUnsignedInt(bytes.getShort(34))).isEqualTo(port);
            assertThat(sum(bytes)).as("seed %d, %x", SEED, source).isEqualTo(0xffff);
        }
    }

    @Test
    void isUdpForTheDiscardPort() {
        ByteBuffer bytes = write(0x0a00_0002, 5_000);

        assertThat(bytes.get(5))
                .as("last byte of the destination's MAC address")
                .isEqualTo((byte) 2);
        assertThat(bytes.getShort(12)).isEqualTo((short) 0x0800);
        assertThat(bytes.get(23)).isEqualTo((byte) 17);
        assertThat(bytes.getInt(30)).isEqualTo(0xc000_020d);
        assertThat(bytes.getShort(36)).isEqualTo((short) Services.DISCARD);
    }

    private ByteBuffer write(int source, int port) {
        ByteBuffer frames = ByteBuffer.allocate(2 * NewFlowFrame.BYTES);
        frame.write(frames, NewFlowFrame.BYTES, source, port);
        return frames.slice(NewFlowFrame.BYTES, NewFlowFrame.BYTES);
    }

    private static int sum(ByteBuffer bytes) {
        int sum = 0;
        for (int at = 14; at < 34; at += 2) {
            sum += Short.toUnsignedInt(bytes.getShort(at));
        }
        return (sum & 0xffff) + (sum >>> 16);
    }
}
