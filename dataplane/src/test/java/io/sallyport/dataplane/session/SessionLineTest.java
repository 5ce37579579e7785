package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dpdk.memory.Memory;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SessionLineTest {
    private final ArenaMemory memory = new ArenaMemory();
    private long line;

    @BeforeEach
    void fill() {
        line = memory.allocate(SessionLine.SIZE, "line");
        for (int i = 0; i < SessionLine.SIZE; i++) {
            Memory.putByte(line + i, i);
        }
    }

    @AfterEach
    void free() {
        memory.close();
    }

    @Test
    @Tag("C4.4")
    @Tag("C11.5")
    void fillsOneCacheLineWithoutOverlap() {
        int[][] fields = {
            {SessionLine.INSIDE_ADDRESS, 4},
            {SessionLine.REMOTE_ADDRESS, 4},
            {SessionLine.NAT_ADDRESS, 4},
            {SessionLine.INSIDE_PORT, 2},
            {SessionLine.REMOTE_PORT, 2},
            {SessionLine.NAT_PORT, 2},
            {SessionLine.PROTOCOL, 1},
            {SessionLine.FLAGS, 1},
            {SessionLine.TCP_STATE, 1},
            {SessionLine.OWNER, 1},
            {SessionLine.SLOT, 1},
            {SessionLine.LAST_ACTIVITY, 4},
            {SessionLine.COMMIT, 4},
            {SessionLine.PACKETS_OUT, 8},
            {SessionLine.BYTES_OUT, 8},
            {SessionLine.PACKETS_IN, 8},
            {SessionLine.BYTES_IN, 8}
        };
        int[] used = new int[SessionLine.SIZE];
        for (int[] field : fields) {
            assertThat(field[0] % field[1])
                    .as("alignment of the field at %d", field[0])
                    .isZero();
            for (int i = 0; i < field[1]; i++) {
                used[field[0] + i]++;
            }
        }
        assertThat(SessionLine.SIZE).isEqualTo(64);
        assertThat(Arrays.stream(used).max()).hasValue(1);
        assertThat(Arrays.stream(used).sum()).as("one byte is spare").isEqualTo(63);
    }

    @Test
    void readsEachFieldWhereTheLayoutSaysItIs() {
        assertThat(SessionLine.insideAddress(line)).isEqualTo(0x03020100);
        assertThat(SessionLine.remoteAddress(line)).isEqualTo(0x07060504);
        assertThat(SessionLine.natAddress(line)).isEqualTo(0x0b0a0908);
        assertThat(SessionLine.insidePort(line)).isEqualTo(0x0d0c);
        assertThat(SessionLine.remotePort(line)).isEqualTo(0x0f0e);
        assertThat(SessionLine.natPort(line)).isEqualTo(0x1110);
        assertThat(SessionLine.protocol(line)).isEqualTo(18);
        assertThat(SessionLine.flags(line)).isEqualTo(19);
        assertThat(SessionLine.tcpState(line)).isEqualTo(20);
        assertThat(SessionLine.owner(line)).isEqualTo(21);
        assertThat(SessionLine.slot(line)).isEqualTo(22);
        assertThat(SessionLine.lastActivity(line)).isEqualTo(0x1b1a1918);
        assertThat(SessionLine.commit(line)).isEqualTo(0x1f1e1d1c);
        assertThat(SessionLine.packetsOut(line)).isEqualTo(0x2726252423222120L);
        assertThat(SessionLine.bytesOut(line)).isEqualTo(0x2f2e2d2c2b2a2928L);
        assertThat(SessionLine.packetsIn(line)).isEqualTo(0x3736353433323130L);
        assertThat(SessionLine.bytesIn(line)).isEqualTo(0x3f3e3d3c3b3a3938L);
    }

    @Test
    @Tag("C6.1")
    @Tag("C6.2")
    void keysAreWhatTheHeadersOfBothDirectionsHold() {
        long packet = memory.allocate(64, "headers");
        Memory.put(packet, new byte[] {10, 0, 0, 7, 93, 0x71, 1, 2, 0x30, 0x39, 0, 80}); // out: addresses, ports
        Memory.put(packet + 32, new byte[] {93, 0x71, 1, 2, (byte) 203, 0, 113, 5, 0, 80, 0x40, 1}); // in
        Memory.putInt(line + SessionLine.INSIDE_ADDRESS, Memory.getInt(packet));
        Memory.putInt(line + SessionLine.REMOTE_ADDRESS, Memory.getInt(packet + 4));
        Memory.putInt(line + SessionLine.NAT_ADDRESS, Memory.getInt(packet + 36));
        Memory.putShort(line + SessionLine.INSIDE_PORT, Memory.getShort(packet + 8));
        Memory.putShort(line + SessionLine.REMOTE_PORT, Memory.getShort(packet + 10));
        Memory.putShort(line + SessionLine.NAT_PORT, Memory.getShort(packet + 42));

        assertThat(SessionLine.outKeyAddresses(line)).isEqualTo(Memory.getLong(packet));
        assertThat(SessionLine.outKeyPorts(line)).isEqualTo(Memory.getInt(packet + 8));
        assertThat(SessionLine.inKeyAddresses(line)).isEqualTo(Memory.getLong(packet + 32));
        assertThat(SessionLine.inKeyPorts(line)).isEqualTo(Memory.getInt(packet + 40));
    }

    @Test
    void settersChangeTheirFieldAndNoOther() {
        byte[] expected = Memory.bytes(line, SessionLine.SIZE);
        expected[SessionLine.TCP_STATE] = (byte) 0xf2;
        Arrays.fill(expected, SessionLine.LAST_ACTIVITY, SessionLine.LAST_ACTIVITY + 4, (byte) 0xf3);
        expected[SessionLine.PACKETS_OUT] = 32 + 1;
        expected[SessionLine.BYTES_OUT] = 40 + 60;
        expected[SessionLine.PACKETS_IN] = 48 + 1;
        expected[SessionLine.BYTES_IN] = 56 + 61;

        SessionLine.setTcpState(line, 0xf2);
        SessionLine.setLastActivity(line, 0xf3f3f3f3);
        SessionLine.countOut(line, 60);
        SessionLine.countIn(line, 61);

        assertThat(Memory.bytes(line, SessionLine.SIZE)).isEqualTo(expected);
    }

    @Test
    @Tag("C4.9")
    void idleTimeIsRightAcrossTheWrapOfTheClock() {
        SessionLine.setLastActivity(line, -1000);
        assertThat(SessionLine.idleMillis(line, 500)).isEqualTo(1500);
        assertThat(SessionLine.idleMillis(line, -1000)).isZero();
        SessionLine.setLastActivity(line, 0);
        assertThat(SessionLine.idleMillis(line, -1)).isEqualTo(0xffff_ffffL);
    }

    @Test
    @Tag("C13.5")
    void everyChangeOfIdentityBreaksTheSealAndNoOtherChangeDoes() {
        SessionLine.commitSession(line);
        assertThat(SessionLine.intact(line)).isTrue();
        for (int bit = 0; bit < 8 * SessionLine.SIZE; bit++) {
            long at = line + bit / 8;
            Memory.putByte(at, Memory.getByte(at) ^ (1 << (bit % 8)));
            int offset = bit / 8;
            boolean identity = offset <= SessionLine.PROTOCOL
                    || (offset == SessionLine.FLAGS && 1 << (bit % 8) != SessionLine.QUIET)
                    || offset == SessionLine.SLOT
                    || (offset >= SessionLine.COMMIT && offset < SessionLine.COMMIT + 4);
            assertThat(SessionLine.intact(line)).as("bit %d flipped", bit).isEqualTo(!identity);
            Memory.putByte(at, Memory.getByte(at) ^ (1 << (bit % 8)));
        }
        SessionLine.revoke(line);
        assertThat(SessionLine.intact(line)).isFalse();
    }
}
