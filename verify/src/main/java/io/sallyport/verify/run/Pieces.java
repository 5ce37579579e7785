package io.sallyport.verify.run;

import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.Bytes;
import io.sallyport.verify.model.End;
import org.jspecify.annotations.Nullable;

/** Fragments of datagrams that are always the same, so that fragments made apart fit together, and some that do not fit. */
final class Pieces {
    private final Scene scene;
    private final Dice dice;
    private final int identification;
    private final Dice datagram;

    Pieces(Scene scene, Dice dice) {
        this.scene = scene;
        this.dice = dice;
        this.identification = scene.isFlood() ? dice.below(400) : dice.pick(0, 0, 0, 1, dice.below(400));
        this.datagram = new Dice(scene.seed() + identification);
    }

    byte[] out(Flow flow) {
        return piece(whole(flow.protocol(), flow.inside(), flow.remote(), datagram.pick(8, 8, 8, 0, 3)));
    }

    byte[] in(Flow flow, @Nullable End nat) {
        End to = nat == null ? new End(scene.configuration().pool().getFirst().address(), 5000) : nat;
        return piece(whole(flow.protocol(), flow.remote(), to, datagram.pick(0, 0, 0, 8, 3)));
    }

    private byte[] whole(int protocol, End from, End to, int icmpType) {
        Craft craft = Craft.packet(from.address(), to.address())
                .identification(identification)
                .ttl(datagram.between(2, 255));
        byte[] data = datagram.bytes(datagram.pick(datagram.between(40, 400), datagram.between(400, 1400)));
        return switch (protocol) {
            case Flow.UDP -> craft.udp(from.port(), to.port(), data).bytes();
            case Flow.TCP ->
                craft.tcp(from.port(), to.port(), datagram.pick(Craft.SYN, Craft.ACK), new byte[] {2, 4, 9, 9}, data)
                        .bytes();
            case Flow.ICMP ->
                craft.icmp(icmpType, 0, (from.port() | to.port()) << 16 | 1, data)
                        .bytes();
            default -> craft.other(protocol, data).bytes();
        };
    }

    /** One of two to four pieces that make up the datagram, or another one. */
    private byte[] piece(byte[] whole) {
        int length = whole.length - (whole[0] & 15) * 4;
        int count = datagram.between(2, 4);
        int size = (length / count + 7) / 8 * 8;
        int number = dice.below(count);
        int from = Math.min(number * size, length / 8 * 8);
        int to = number == count - 1 ? length : Math.min(from + size, length / 8 * 8);
        boolean isLast = number == count - 1;
        if (dice.percent(10)) {
            from = dice.below(length / 8) * 8;
            to = dice.percent(20) ? dice.between(from, length) : Math.min(from + 8 * dice.between(0, 9), length);
            isLast = dice.percent(30);
        }
        byte[] piece = Craft.fragment(whole, from, Math.max(from, to), isLast);
        if (dice.percent(2)) {
            Bytes.put16(piece, 6, dice.pick(8191, 8190, 0x3fff, 1, 2, 0x2001));
            Craft.renewHeaderChecksum(piece);
        }
        return piece;
    }
}
