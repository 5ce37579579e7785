package io.sallyport.verify.run;

import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.Configuration.PoolAddress;
import io.sallyport.verify.model.Configuration.StaticMapping;
import io.sallyport.verify.model.End;
import io.sallyport.verify.model.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets of flows: data, life cycles, and what strangers send. */
final class Packets {
    private static final int PSH = 8;
    private static final int[] OUT_FLAGS = {
        Craft.SYN,
        Craft.SYN,
        Craft.SYN,
        Craft.ACK,
        Craft.ACK,
        PSH | Craft.ACK,
        Craft.FIN | Craft.ACK,
        Craft.RST,
        Craft.RST | Craft.ACK,
        Craft.SYN | Craft.ACK
    };
    private static final int[] IN_FLAGS = {
        Craft.SYN | Craft.ACK,
        Craft.SYN | Craft.ACK,
        Craft.ACK,
        Craft.ACK,
        PSH | Craft.ACK,
        Craft.FIN | Craft.ACK,
        Craft.FIN | Craft.ACK,
        Craft.RST,
        Craft.SYN
    };

    private final Scene scene;
    private final Dice dice;

    Packets(Scene scene, Dice dice) {
        this.scene = scene;
        this.dice = dice;
    }

    /** From the inside end of a flow to the remote one. */
    byte[] out(Flow flow) {
        int types = dice.percent(85) ? dice.pick(8, 8, 13) : dice.pick(0, 14, 5, 15, 17, 30);
        return packet(flow.protocol(), flow.inside(), flow.remote(), dice.pick(OUT_FLAGS), types);
    }

    /** From the remote end of a flow, or somebody near it, to its NAT tuple, or one near it. */
    byte[] in(Flow flow, @Nullable End nat) {
        End to = nat == null || dice.percent(6) ? someNat(flow.protocol()) : nat;
        End from = flow.remote();
        if (dice.percent(10)) {
            boolean hasPort = from.port() != 0;
            from = new End(
                    dice.percent(50) ? from.address() : dice.pick(scene.servers()),
                    hasPort ? dice.between(0, 65535) : 0);
        }
        int types = dice.percent(80) ? dice.pick(0, 0, 14) : dice.pick(8, 13, 5, 17);
        return packet(flow.protocol(), from, to, dice.pick(IN_FLAGS), types);
    }

    /** From an inside tuple to the NAT tuple of another session. */
    byte[] hairpin(Flow flow, Session.@Nullable View session) {
        End to = session == null || session.protocol() != flow.protocol() || dice.percent(20)
                ? staticOrSomeNat(flow.protocol())
                : session.nat();
        return packet(flow.protocol(), flow.inside(), to, dice.pick(OUT_FLAGS), dice.pick(8, 8, 13, 0));
    }

    byte[] toStatic() {
        List<StaticMapping> statics = scene.configuration().statics();
        int protocol = dice.pick(Flow.TCP, Flow.UDP, Flow.ICMP, 47);
        End from = new End(dice.pick(scene.servers()), dice.pick(53, 5000, 5001, dice.between(1, 65535)));
        if (statics.isEmpty()) {
            return packet(protocol, from, someNat(protocol), Craft.SYN, 8);
        }
        StaticMapping mapping = dice.pick(statics);
        boolean isOneToOne = mapping.protocol() == 0;
        End to = isOneToOne ? new End(mapping.outside().address(), dice.between(0, 30)) : mapping.outside();
        int of = isOneToOne || dice.percent(10) ? protocol : mapping.protocol();
        return packet(of, from, to, dice.pick(dice.pick(IN_FLAGS), Craft.SYN), dice.pick(8, 0));
    }

    /** To an interface's own address. */
    byte[] toGateway() {
        int to = dice.pick(scene.configuration().interfaces()).network().address();
        int from = dice.percent(50) ? dice.pick(scene.hosts()) : dice.pick(scene.servers());
        return packet(
                dice.pick(Flow.ICMP, Flow.ICMP, Flow.UDP, Flow.TCP, 47),
                new End(from, dice.between(1, 65535)),
                new End(to, dice.between(1, 65535)),
                Craft.SYN,
                dice.pick(8, 8, 8, 0, 3, 13));
    }

    byte[] toNoNat() {
        return any(dice.pick(scene.hosts()), noNatAddress());
    }

    byte[] fromNoNat() {
        int to = dice.percent(90) ? dice.pick(scene.hosts()) : someNat(Flow.UDP).address();
        if (dice.percent(20)) {
            byte[] quote = any(to, noNatAddress());
            return shape(dice.pick(scene.servers()), to).icmp(11, 0, 0, quote).bytes();
        }
        return any(noNatAddress(), to);
    }

    private int noNatAddress() {
        return dice.percent(20) || scene.configuration().noNat().isEmpty()
                ? dice.pick(scene.servers())
                : dice.pick(scene.configuration().noNat()).address() + dice.below(2);
    }

    /** To or from anywhere. */
    byte[] nonsense() {
        return any(anyAddress(), anyAddress());
    }

    private byte[] any(int from, int to) {
        int protocol = dice.pick(Flow.TCP, Flow.UDP, Flow.ICMP, 47);
        End source = new End(from, dice.between(0, 65535));
        End destination = new End(to, dice.between(0, 65535));
        return packet(protocol, source, destination, dice.pick(OUT_FLAGS), dice.pick(8, 0, 3));
    }

    private int anyAddress() {
        return switch (dice.below(6)) {
            case 0 -> (int) dice.number();
            case 1 -> dice.pick(scene.hosts());
            case 2 -> dice.pick(scene.servers());
            case 3 -> someNat(Flow.UDP).address();
            case 4 -> dice.pick(scene.configuration().interfaces()).network().address() | dice.pick(0, 7, 15);
            default -> dice.pick(0x7f000001, 0x00000001, 0xe0000001, 0xffffffff);
        };
    }

    private End staticOrSomeNat(int protocol) {
        List<StaticMapping> statics = scene.configuration().statics();
        return statics.isEmpty() || dice.percent(30)
                ? someNat(protocol)
                : dice.pick(statics).outside();
    }

    private End someNat(int protocol) {
        PoolAddress address = dice.pick(scene.configuration().pool());
        int port = dice.percent(50) ? dice.between(2041, 2047) : dice.between(0, 65535);
        return new End(address.address(), FlowMaker.hasPorts(protocol) ? port : 0);
    }

    private byte[] packet(int protocol, End from, End to, int flags, int icmpType) {
        Craft craft = shape(from.address(), to.address());
        int tcpFlags = dice.percent(4) ? dice.below(64) : flags;
        return switch (protocol) {
            case Flow.UDP -> unchecked(craft.udp(from.port(), to.port(), data()).bytes());
            case Flow.TCP ->
                craft.tcp(from.port(), to.port(), tcpFlags, tcpOptions(tcpFlags), data())
                        .bytes();
            case Flow.ICMP -> {
                int identifier = from.port() == 0 ? to.port() : from.port();
                yield craft.icmp(icmpType, dice.percent(95) ? 0 : 1, identifier << 16 | dice.below(9), data())
                        .bytes();
            }
            default -> craft.other(protocol, data()).bytes();
        };
    }

    /** Some UDP has no checksum. */
    private byte[] unchecked(byte[] packet) {
        if (dice.percent(8)) {
            int at = (packet[0] & 15) * 4 + 6;
            packet[at] = 0;
            packet[at + 1] = 0;
        }
        return packet;
    }

    Craft shape(int from, int to) {
        Craft craft = Craft.packet(from, to).identification(dice.below(65536)).ttl(ttl());
        if (dice.percent(30)) {
            craft.whole();
        }
        if (dice.percent(4)) {
            craft.tos(dice.below(256));
        }
        if (dice.percent(4)) {
            craft.options(ipOptions());
        }
        return craft;
    }

    private int ttl() {
        boolean isOdd = scene.has(Feature.TTL) && dice.percent(6);
        return isOdd ? dice.pick(0, 1, 2, 255) : dice.between(2, 255);
    }

    private byte[] ipOptions() {
        return dice.pick(List.of(
                new byte[] {1, 1, 1, 0},
                new byte[] {(byte) 0x94, 4, 0, 0},
                new byte[] {7, 7, 4, 0, 0, 0, 0, 1, (byte) 0x88, 4, 1, 2},
                new byte[] {1, (byte) 0x83, 7, 4, 10, 0, 0, 9, 68, 4, 5, 0},
                dice.bytes(8)));
    }

    private byte[] tcpOptions(int flags) {
        if ((flags & Craft.SYN) == 0 || dice.percent(50)) {
            return dice.percent(90) ? new byte[0] : dice.bytes(12);
        }
        byte high = (byte) dice.pick(2, 5, 20);
        byte low = (byte) dice.below(256);
        return dice.pick(List.of(
                new byte[] {2, 4, high, low},
                new byte[] {1, 2, 4, high, low, 0, 0, 0},
                new byte[] {1, 1, 1, 2, 4, high, low, 1},
                new byte[] {3, 3, 7, 2, 4, high, low, 0},
                new byte[] {4, 2, 2, 4, high, low, 2, 4, high, low, 1, 1},
                new byte[] {0, 0, 2, 4, high, low, 0, 0},
                new byte[] {9, 1, 2, 4, high, low, 0, 0},
                new byte[] {2, 6, high, low, 1, 1, 1, 2}));
    }

    private byte[] data() {
        return dice.bytes(
                switch (dice.weighted(50, 35, 10, 5)) {
                    case 0 -> dice.below(9);
                    case 1 -> dice.below(64);
                    case 2 -> dice.below(640);
                    default -> dice.below(scene.has(Feature.SMALL_MTU) ? 1470 : 1380);
                });
    }
}
