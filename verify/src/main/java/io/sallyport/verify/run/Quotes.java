package io.sallyport.verify.run;

import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.Bytes;
import io.sallyport.verify.model.End;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** ICMP errors about packets of flows that live, are dead, or never were. */
final class Quotes {
    private static final int EXTENSION = 128;

    private final Scene scene;
    private final Dice dice;

    Quotes(Scene scene, Dice dice) {
        this.scene = scene;
        this.dice = dice;
    }

    /** About a packet that the gateway has sent outside. */
    byte[] fromOutside(Flow flow, @Nullable End nat) {
        End source =
                nat == null ? new End(scene.configuration().pool().getFirst().address(), dice.below(65536)) : nat;
        int router = dice.percent(50) ? flow.remote().address() : dice.pick(scene.servers());
        int to = dice.percent(95)
                ? source.address()
                : scene.configuration().pool().getLast().address();
        return error(router, to, quoted(flow.protocol(), source, flow.remote()));
    }

    /** About a packet that the gateway has sent inside. */
    byte[] fromInside(Flow flow) {
        int router = dice.percent(60) ? flow.inside().address() : dice.pick(scene.hosts());
        return error(router, flow.remote().address(), quoted(flow.protocol(), flow.remote(), flow.inside()));
    }

    private byte[] error(int from, int to, byte[] quoted) {
        int type = dice.pick(3, 3, 11, 11, 12, 4);
        int code = dice.pick(0, 1, 3, 4, 13);
        int rest = code == 4 ? 1400 : 0;
        byte[] data = quoted;
        if (dice.percent(10)) {
            data = Arrays.copyOf(quoted, EXTENSION + 12);
            Bytes.put32(data, EXTENSION, 0x20000000);
            rest |= (EXTENSION / 4) << 16;
        } else if (dice.percent(4)) {
            rest |= dice.below(64) << 16;
        }
        return new Packets(scene, dice)
                .shape(from, to)
                .icmp(type, code, rest, data)
                .bytes();
    }

    private byte[] quoted(int protocol, End from, End to) {
        Craft craft = Craft.packet(from.address(), to.address())
                .ttl(dice.pick(0, 1, 60))
                .identification(dice.below(65536));
        if (dice.percent(10)) {
            craft.options((byte) 1, (byte) 1, (byte) 1, (byte) 0);
        }
        byte[] data = dice.bytes(dice.below(40));
        byte[] whole =
                switch (protocol) {
                    case Flow.UDP -> craft.udp(from.port(), to.port(), data).bytes();
                    case Flow.TCP ->
                        craft.tcp(from.port(), to.port(), Craft.ACK, new byte[0], data)
                                .bytes();
                    case Flow.ICMP ->
                        craft.icmp(dice.pick(8, 8, 0, 13, 14, 3, 5), 0, (from.port() | to.port()) << 16 | 1, data)
                                .bytes();
                    default ->
                        craft.other(protocol, dice.bytes(8 + data.length)).bytes();
                };
        damage(whole);
        return cut(whole);
    }

    private void damage(byte[] quoted) {
        switch (dice.weighted(88, 3, 3, 3, 3)) {
            case 1 -> quoted[dice.below(quoted.length)] ^= (byte) (1 << dice.below(8));
            case 2 -> {
                Bytes.put16(quoted, 6, dice.pick(0x2000, 0x2001, 5));
                Craft.renewHeaderChecksum(quoted);
            }
            case 3 -> {
                Bytes.put16(quoted, 2, dice.below(100));
                Craft.renewHeaderChecksum(quoted);
            }
            case 4 -> {
                int transport = (quoted[0] & 15) * 4;
                if (quoted[9] == Flow.UDP && transport + 8 <= quoted.length) {
                    Bytes.put16(quoted, transport + 6, 0);
                }
            }
            default -> {}
        }
    }

    private byte[] cut(byte[] quoted) {
        int header = (quoted[0] & 15) * 4;
        int length =
                switch (dice.weighted(45, 45, 5, 5)) {
                    case 0 -> header + 8;
                    case 1 -> quoted.length;
                    case 2 -> header + dice.below(24);
                    default -> dice.below(header + 8);
                };
        return Arrays.copyOf(quoted, Math.min(length, quoted.length));
    }
}
