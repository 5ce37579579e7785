package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/** Turns frames that left the gateway into what their receiver might send back, so that flows live on. One thread. */
final class Answers {
    private static final int[] SYN_ANSWERS = {0x12, 0x12, 0x12, 0x02, 0x14};

    private final SplittableRandom random;

    Answers(SplittableRandom random) {
        this.random = random;
    }

    /** Makes {@code frame}, seen at an interface, an answer sent into that interface; it may be of any kind. */
    void turn(Frame frame) {
        Headers.mac(frame, 0, Plan.gatewayMac(frame.from));
        Headers.mac(frame, 6, 0x0600_0000_0002L);
        if (!frame.hasIpv4() || frame.headerLength() < 20 || frame.transport() + 4 > frame.length) {
            return;
        }
        int source = frame.get32(Frame.IP + 12);
        frame.put32(Frame.IP + 12, frame.get32(Frame.IP + 16));
        frame.put32(Frame.IP + 16, source);
        frame.put8(Frame.IP + 8, 64);
        frame.put16(Frame.IP + 4, random.nextInt(65_536));
        if ((frame.get16(Frame.IP + 6) & 0x1fff) == 0) {
            transport(frame);
        }
        Sums.mendIp(frame, Frame.IP);
        Sums.mendTransport(frame);
    }

    private void transport(Frame frame) {
        int at = frame.transport();
        if (frame.protocol() == Frame.ICMP) {
            int type = frame.get8(at);
            frame.put8(at, type == 8 ? 0 : type == 13 ? 14 : type);
            return;
        }
        if (frame.protocol() != Frame.TCP && frame.protocol() != Frame.UDP) {
            return;
        }
        int port = frame.get16(at);
        frame.put16(at, frame.get16(at + 2));
        frame.put16(at + 2, port);
        if (frame.protocol() == Frame.TCP && at + 20 <= frame.length) {
            boolean syn = (frame.get8(at + 13) & 0x12) == 0x02;
            frame.put8(at + 13, syn ? SYN_ANSWERS[random.nextInt(SYN_ANSWERS.length)] : Headers.tcpFlags(random));
        }
    }
}
