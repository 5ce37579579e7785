package io.sallyport.verify.run;

import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.Bytes;
import java.util.Arrays;

/** What goes wrong on the way: now and then a frame is spoilt. */
final class Mutation {
    private static final int ETHERNET = 14;
    private static final int IPV4_HEADER = 20;

    private final Dice dice;

    Mutation(Dice dice) {
        this.dice = dice;
    }

    byte[] apply(byte[] frame) {
        return switch (dice.weighted(86, 3, 3, 2, 2, 1, 1, 1, 1)) {
            case 1 -> wrongTransportChecksum(frame);
            case 2 -> Arrays.copyOf(frame, frame.length + dice.between(1, 20));
            case 3 -> flip(frame, true);
            case 4 -> flip(frame, false);
            case 5 -> Arrays.copyOf(frame, dice.below(frame.length + 1));
            case 6 -> otherType(frame);
            case 7 -> dice.bytes(dice.below(100));
            case 8 -> otherMac(frame);
            default -> frame;
        };
    }

    private byte[] wrongTransportChecksum(byte[] frame) {
        int transport = ETHERNET + (frame[ETHERNET] & 15) * 4;
        int at =
                switch (frame[ETHERNET + 9]) {
                    case Flow.TCP -> transport + 16;
                    case Flow.UDP -> transport + 6;
                    default -> transport + 2;
                };
        if (at + 2 <= frame.length) {
            Bytes.put16(frame, at, dice.pick(dice.below(65536), 0xffff, 1));
        }
        return frame;
    }

    /** Changes some bits; the header checksum may be made right again, so that what lies deeper is reached. */
    private byte[] flip(byte[] frame, boolean mend) {
        for (int k = dice.between(1, 3); k > 0; k--) {
            int reach = dice.percent(70) ? Math.min(frame.length, 60) : frame.length;
            frame[dice.below(reach)] ^= (byte) (1 << dice.below(8));
        }
        int headerLength = (frame[ETHERNET] & 15) * 4;
        if (mend && headerLength >= IPV4_HEADER && ETHERNET + headerLength <= frame.length) {
            byte[] packet = Arrays.copyOfRange(frame, ETHERNET, frame.length);
            Craft.renewHeaderChecksum(packet);
            System.arraycopy(packet, 0, frame, ETHERNET, packet.length);
        }
        return frame;
    }

    private byte[] otherType(byte[] frame) {
        Bytes.put16(frame, 12, dice.pick(0x0806, 0x86dd, 0x8100, 0x88a8, 0x88cc, 60, dice.below(65536)));
        return frame;
    }

    private byte[] otherMac(byte[] frame) {
        Bytes.put48(frame, 0, dice.percent(50) ? 0xffff_ffff_ffffL : dice.number());
        return frame;
    }
}
