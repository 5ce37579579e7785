package io.sallyport.dataplane.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.ArenaMemory;
import io.sallyport.dataplane.session.HeapAllocation;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmenterTest {
    private static final int BUFFERS = 256;
    private static final int MORE = 0x2000;

    private final ArenaMemory memory = new ArenaMemory();
    private final MemoryPool pool = new MemoryPool(BUFFERS);
    private final Fragmenter fragmenter = new Fragmenter(pool, memory.allocate(Fragmenter.BYTES, "scratch"));
    private final long big = memory.allocate(Mbuf.SIZE, "header of a large buffer");
    private final long room = memory.allocate(20_000, "a large buffer");
    private final long[] out = new long[BUFFERS];

    @AfterEach
    void free() {
        pool.close();
        memory.close();
    }

    /** A packet in a large buffer: random payload and fields, the given options, flags and offset. */
    private long packet(SplittableRandom random, int payload, byte[] options, int flags) {
        Mbuf.initialize(big, room, 20_000);
        int header = Ipv4.HEADER + options.length;
        Mbuf.setLength(big, Ethernet.HEADER + header + payload);
        long frame = Mbuf.data(big);
        for (int i = 0; i < Ethernet.HEADER + header + payload; i++) {
            Memory.putByte(frame + i, random.nextInt());
        }
        long ip = frame + Ethernet.HEADER;
        Memory.putByte(ip, 0x40 | header >>> 2);
        Memory.putShortBE(ip + 2, header + payload);
        Memory.putShortBE(ip + 6, flags);
        Memory.put(ip + Ipv4.HEADER, options);
        return big;
    }

    private byte[] frame(long mbuf) {
        return Memory.bytes(Mbuf.data(mbuf), Mbuf.dataLength(mbuf));
    }

    /** Checks every fragment against the frame as it was and puts the payload together again. */
    private void verify(byte[] whole, int count, int mtu, byte[] copied, String when) {
        int header = (whole[Ethernet.HEADER] & 0xf) << 2;
        int flags = short16(whole, Ethernet.HEADER + 6);
        byte[] payload = new byte[whole.length - Ethernet.HEADER - header];
        int at = 0;
        for (int n = 0; n < count; n++) {
            byte[] fragment = frame(out[n]);
            long ip = Mbuf.data(out[n]) + Ethernet.HEADER;
            boolean last = n == count - 1;
            int length = Ipv4.totalLength(ip) - Ipv4.headerLength(ip);
            assertThat(Mbuf.packetLength(out[n])).as(when).isEqualTo(Ethernet.HEADER + Ipv4.totalLength(ip));
            assertThat(Ipv4.checksumHolds(ip, Ipv4.headerLength(ip)))
                    .as("%s: checksum of %d", when, n)
                    .isTrue();
            assertThat(Ipv4.totalLength(ip)).as(when).isLessThanOrEqualTo(mtu);
            if (!last) {
                assertThat(length).as("%s: as long as fits", when).isEqualTo((mtu - Ipv4.headerLength(ip)) / 8 * 8);
            }
            assertThat(short16(fragment, Ethernet.HEADER + 6))
                    .as("%s: place of %d", when, n)
                    .isEqualTo((flags + at / 8) | (last ? 0 : MORE));
            byte[] options = Arrays.copyOfRange(
                    fragment, Ethernet.HEADER + Ipv4.HEADER, Ethernet.HEADER + Ipv4.headerLength(ip));
            assertThat(options)
                    .as("%s: options of %d", when, n)
                    .isEqualTo(n > 0 ? copied : Arrays.copyOfRange(whole, 34, Ethernet.HEADER + header));
            for (int field : new int[] {15, 18, 19, 22, 23, 26, 27, 28, 29, 30, 31, 32, 33}) {
                assertThat(fragment[field])
                        .as("%s: byte %d of %d", when, field, n)
                        .isEqualTo(whole[field]);
            }
            assertThat(Arrays.copyOf(fragment, Ethernet.HEADER))
                    .as(when)
                    .isEqualTo(Arrays.copyOf(whole, Ethernet.HEADER));
            System.arraycopy(fragment, fragment.length - length, payload, at, length);
            at += length;
        }
        assertThat(at).as(when).isEqualTo(payload.length);
        assertThat(payload).as(when).isEqualTo(Arrays.copyOfRange(whole, Ethernet.HEADER + header, whole.length));
    }

    private static int short16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private void freeLater(int count) {
        for (int n = 1; n < count; n++) {
            pool.free(out[n]);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    @Tag("C5.3")
    void whatIsCutAddsUpToThePacketByteForByte(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 1_000; round++) {
            int mtu = random.nextInt(3) == 0 ? 68 + random.nextInt(60) : 68 + random.nextInt(1900);
            int payload = mtu - 20 + random.nextInt(1, Math.min(9000, mtu * 20));
            // A fragment that is not the last of its datagram has whole units of eight bytes.
            int flags = random.nextBoolean() ? 0 : MORE * random.nextInt(2) | random.nextInt(1000);
            payload = flags == 0 ? payload : (payload + 7) / 8 * 8;
            byte[] whole = frame(packet(random, payload, new byte[0], flags));
            int count = fragmenter.cut(big, mtu, out);
            String when = "seed %d round %d: %d bytes, MTU %d, flags %x".formatted(seed, round, payload, mtu, flags);
            int units = (mtu - 20) / 8 * 8;
            int beforeLast = Math.max(units, payload - (mtu - 20)); // the last one takes whatever fits
            assertThat(count).as(when).isEqualTo(1 + (beforeLast + units - 1) / units);
            assertThat(out[0]).as(when).isEqualTo(big);
            verify(whole, count, mtu, new byte[0], when);
            freeLater(count);
        }
        assertThat(pool.available()).isEqualTo(BUFFERS);
    }

    @ParameterizedTest(name = "options {0}: later fragments have {1}")
    @CsvSource({
        "94040000, 94040000", // router alert has the copy bit
        "07070400000000" + "00, ''", // record route has not
        "0101010194040000, 94040000",
        "9404000007070400000000" + "00, 94040000",
        "83070408080808" + "00, 8307040808080800", // loose source route, of seven bytes
        "010183070408080808820b0000000000000000000000000000, 83070408080808820b0000000000000000000000",
        "440400008204ffff, 8204ffff",
        "0094040000000000, ''", // after the end
        "01010182, ''", // no room for a length
        "8200940400000000, ''", // length 0
        "9404000082ff0000, 94040000", // beyond the header
        "010101010101010101010101010101010101010101010101010101010101010101010101010101ff, ''",
        "820b00000000000000000000000000000000000000000000000000000000000000000000000000"
                + "0000, 820b00000000000000000000",
    })
    @Tag("C12.4")
    void laterFragmentsHaveTheOptionsWithTheCopyBitAndNoOthers(String options, String copied) {
        byte[] bytes = HexFormat.of().parseHex(options);
        leaveOldBytesInTheBuffers();
        for (int mtu : new int[] {68, 100, 576, 1500}) {
            byte[] whole = frame(packet(new SplittableRandom(mtu), 3001, bytes, 0));
            int count = fragmenter.cut(big, mtu, out);
            assertThat(count).isGreaterThan(1);
            verify(whole, count, mtu, HexFormat.of().parseHex(copied), "MTU " + mtu);
            freeLater(count);
        }
    }

    private void leaveOldBytesInTheBuffers() {
        byte[] old = new byte[MemoryPool.ROOM - Mbuf.HEADROOM];
        Arrays.fill(old, (byte) 0xff);
        for (int n = 0; n < BUFFERS; n++) {
            out[n] = pool.allocate();
            Memory.put(Mbuf.data(out[n]), old);
        }
        for (int n = 0; n < BUFFERS; n++) {
            pool.free(out[n]);
        }
    }

    @Test
    void aPacketThatFitsStaysAsItIs() {
        byte[] whole = frame(packet(new SplittableRandom(1), 1480, new byte[0], 0));
        assertThat(fragmenter.cut(big, 1500, out)).isEqualTo(1);
        assertThat(out[0]).isEqualTo(big);
        assertThat(frame(big)).isEqualTo(whole);
        assertThat(pool.available()).isEqualTo(BUFFERS);
    }

    private void refuses(Fragmenter cutter, byte[] options, int payload, int flags, int mtu, long[] room) {
        byte[] whole = frame(packet(new SplittableRandom(1), payload, options, flags));
        assertThat(cutter.cut(big, mtu, room)).isZero();
        assertThat(frame(big)).isEqualTo(whole);
        assertThat(Mbuf.packetLength(big)).isEqualTo(whole.length);
    }

    @Test
    void changesNothingWhenBuffersRunOut() {
        while (pool.available() > 3) {
            pool.allocate();
        }
        refuses(fragmenter, new byte[0], 1000, 0, 220, out); // 5 fragments of 200 bytes
        assertThat(pool.available()).as("those it got are given back").isEqualTo(3);
        packet(new SplittableRandom(1), 800, new byte[0], 0);
        assertThat(fragmenter.cut(big, 220, out)).isEqualTo(4);
        assertThat(pool.available()).isZero();
    }

    @Test
    void changesNothingWhenABufferIsTooSmall() {
        SmallBuffers small = new SmallBuffers(14 + 20 + 200 - 1);
        Fragmenter cutter = new Fragmenter(small, memory.allocate(Fragmenter.BYTES, "scratch"));
        refuses(cutter, new byte[0], 1000, 0, 220, out);
        assertThat(small.taken).as("given back").isZero();
        packet(new SplittableRandom(1), 399, new byte[0], 0);
        assertThat(cutter.cut(big, 220, out)).as("the only later fragment fits").isEqualTo(2);
    }

    /** Buffers with room for so many bytes. */
    private final class SmallBuffers implements PacketPool {
        final int bytes;
        int taken;

        SmallBuffers(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public long allocate() {
            taken++;
            long mbuf = memory.allocate(Mbuf.SIZE, "header");
            Mbuf.initialize(mbuf, memory.allocate(Mbuf.HEADROOM + bytes, "buffer"), Mbuf.HEADROOM + bytes);
            return mbuf;
        }

        @Override
        public void free(long pointers, int count) {
            taken -= count;
        }
    }

    @Test
    void changesNothingWhenThereIsNoRoomForAllFragmentsInTheAnswer() {
        refuses(fragmenter, new byte[0], 1000, 0, 220, new long[4]);
        assertThat(pool.available()).isEqualTo(BUFFERS);
    }

    @ParameterizedTest(name = "MTU {0}, options {1}")
    @CsvSource({
        "27, ''",
        "0, ''",
        "31, 07040000",
        "67, 0728" + "0000000000000000000000000000000000000000000000000000000000000000000000000000"
    })
    void changesNothingWhenNoEightBytesFitBesideAHeader(int mtu, String options) {
        refuses(fragmenter, HexFormat.of().parseHex(options), 1000, 0, mtu, out);
        assertThat(pool.available()).isEqualTo(BUFFERS);
    }

    @Test
    void changesNothingWhenAFragmentWouldBeginWhereNoOffsetReaches() {
        refuses(fragmenter, new byte[0], 808, 0x1fff - 99, 420, out);
        byte[] whole = frame(packet(new SplittableRandom(1), 808, new byte[0], 0x1fff - 100));
        assertThat(fragmenter.cut(big, 420, out)).isEqualTo(3);
        verify(whole, 3, 420, new byte[0], "the last offset there is");
    }

    @Test
    @Tag("C11.2")
    void allocatesNothingOnTheHeap() {
        byte[] options = HexFormat.of().parseHex("94040000");
        packet(new SplittableRandom(1), 1480, options, 0);
        long ip = Mbuf.data(big) + Ethernet.HEADER;
        Runnable turn = () -> {
            for (int n = 0; n < 1000; n++) {
                Memory.putShortBE(ip + 2, 1504);
                Memory.putShortBE(ip + 6, 0);
                freeLater(fragmenter.cut(big, 576, out));
            }
        };
        turn.run();
        assertThat(HeapAllocation.of(turn)).isZero();
        assertThat(pool.available()).isEqualTo(BUFFERS);
    }
}
