package io.sallyport.verify.fuzz;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Frames for tests, and the gateway of a number. */
final class Sample {
    /** A gateway to which frames can be sent from 10.1.0.2 to 192.0.2.1 and which lets them out. */
    static final Setup SETUP = setup();

    private Sample() {}

    private static Setup setup() {
        for (long number = 0; ; number++) {
            Setup setup = Setup.of(number);
            boolean bridges = setup.settings().options().bridge();
            boolean plain = setup.topology().nat().untranslated().isEmpty();
            boolean free = !setup.settings().limits().perHost() && !setup.linked();
            if (bridges
                    && plain
                    && free
                    && setup.topology().interfaces().get(Plan.OUTSIDE).mtu() == 1500) {
                return setup;
            }
        }
    }

    /** A UDP datagram from inside. */
    static Frame udp() {
        Frame frame = new Frame();
        Headers.ipv4(frame, Plan.INSIDE, Frame.UDP, 0x0a01_0002, 0xc000_0201, 8 + 20, new SplittableRandom(1));
        frame.put8(Frame.IP + 8, 64);
        Sums.mendIp(frame, Frame.IP);
        Headers.udp(frame, 5_000, 53, true);
        Tag.apply(frame);
        return frame;
    }

    /** The same as it might leave: from the first pool address, with one hop less, to the outside router. */
    static Frame left() {
        Frame frame = udp();
        frame.from = Plan.OUTSIDE;
        Headers.mac(frame, 0, Plan.neighborMac(Plan.OUTSIDE, Plan.OUTSIDE_ROUTER));
        Headers.mac(frame, 6, Plan.gatewayMac(Plan.OUTSIDE));
        frame.put32(Frame.IP + 12, Plan.POOL);
        frame.put8(Frame.IP + 8, 63);
        Sums.mendTransport(frame);
        Sums.mendIp(frame, Frame.IP);
        return frame;
    }

    static byte[] bytes(Frame frame) {
        return Arrays.copyOf(frame.bytes, frame.length);
    }
}
