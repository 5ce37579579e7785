package io.sallyport.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.verify.check.Finding;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every planted fault of a frame that leaves is found, and a good one is not. */
class LeavingCheckTest {
    private final LeavingCheck check = new LeavingCheck(Sample.SETUP);

    @Test
    @DisplayName("a packet as it should leave passes")
    void passesGoodPackets() {
        byte[] good = Sample.bytes(Sample.left());
        check.check(Plan.OUTSIDE, good);
        assertThat(good).isEqualTo(Sample.bytes(Sample.left()));
    }

    @Test
    @DisplayName("wrong header checksum, TTL 0 and a length that is not the frame's")
    void findsBrokenHeaders() {
        finds("IPv4 checksum", frame -> frame.put16(Frame.IP + 10, frame.get16(Frame.IP + 10) + 1));
        finds("IPv4 header", frame -> frame.put8(Frame.IP, 0x65));
        finds("TTL", frame -> frame.put8(Frame.IP + 8, 0), Sums::mendIp);
        finds("IPv4 length", frame -> frame.length -= 1);
        finds("MTU", LeavingCheckTest::lengthen, Sums::mendIp);
    }

    private static void lengthen(Frame frame) {
        frame.length = Frame.IP + 1_501;
        frame.put16(Frame.IP + 2, 1_501);
    }

    @Test
    @DisplayName("a transport checksum that was right and is not any more")
    void findsBrokenChecksums() {
        finds("transport checksum", frame -> frame.put8(frame.transport() + 8, frame.get8(frame.transport() + 8) ^ 1));
    }

    @Test
    @DisplayName("an inside source outside, a route elsewhere, another MAC address")
    void findsWrongWays() {
        finds("leak", frame -> frame.put32(Frame.IP + 12, 0x0a01_0002), Sums::mendIp);
        finds("route", frame -> frame.put32(Frame.IP + 16, 0x0a01_0003), Sums::mendIp);
        finds("MAC address", frame -> Headers.mac(frame, 0, Plan.neighborMac(Plan.OUTSIDE, 1)));
        finds("bridged", frame -> frame.put16(12, 0x8100));
    }

    @Test
    @DisplayName("an ICMP error with a wrong checksum or about somebody else's packet")
    void findsBrokenErrors() {
        Frame error = error();
        check.check(Plan.OUTSIDE, Sample.bytes(error));
        error.put16(error.quote() + 4, 77);
        assertFound("ICMP checksum", error);
        Sums.mendTransport(error);
        assertFound("quoted checksum", error);
        Frame other = error();
        other.put32(other.quote() + 12, 0xc000_0299);
        Sums.mendIp(other, other.quote());
        Sums.mendTransport(other);
        assertFound("quoted source", other);
        Frame leak = error();
        leak.put32(leak.quote() + 16, 0x0a01_0002);
        Sums.mendIp(leak, leak.quote());
        Sums.mendTransport(leak);
        assertFound("quoted leak", leak);
    }

    /** An error from a pool address to 192.0.2.1 about a packet of it. */
    private static Frame error() {
        Frame frame = Sample.left();
        frame.length = Frame.IP + 56;
        frame.put16(Frame.IP + 2, 56);
        frame.put16(Frame.IP + 4, 0);
        frame.put8(Frame.IP + 9, Frame.ICMP);
        System.arraycopy(frame.bytes, Frame.IP, frame.bytes, Frame.IP + 28, 20);
        Arrays.fill(frame.bytes, frame.transport(), frame.transport() + 8, (byte) 0);
        frame.put8(frame.transport(), 3);
        frame.put32(frame.quote() + 12, 0xc000_0201);
        frame.put32(frame.quote() + 16, Plan.POOL);
        Sums.mendIp(frame, frame.quote());
        Sums.mendTransport(frame);
        Sums.mendIp(frame, Frame.IP);
        return frame;
    }

    /** What a fault is followed by. */
    private interface Mend {
        void mend(Frame frame, int at);
    }

    private void finds(String kind, Consumer<Frame> fault) {
        finds(kind, fault, (frame, at) -> {});
    }

    private void finds(String kind, Consumer<Frame> fault, Mend mend) {
        Frame frame = Sample.left();
        fault.accept(frame);
        mend.mend(frame, Frame.IP);
        assertFound(kind, frame);
    }

    private void assertFound(String kind, Frame frame) {
        assertThatThrownBy(() -> check.check(Plan.OUTSIDE, Sample.bytes(frame)))
                .isInstanceOfSatisfying(
                        Finding.class, finding -> assertThat(finding.kind()).isEqualTo(kind));
    }
}
