package io.sallyport.gate.story;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Topology;
import io.sallyport.verify.craft.Craft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A frame that is broken in one way. */
final class BrokenKind {
    private static final int IP = 14;
    private static final int TRANSPORT = IP + 20;
    private static final int ETHERNET_HEADER = 14;
    private static final String HOST = "10.0.0.33";
    private static final String NAT = "203.0.113.10";

    private final String reason;
    private final byte[] frame;

    private BrokenKind(String reason, byte[] frame) {
        this.reason = reason;
        this.frame = frame;
    }

    /** What it is to be dropped for. */
    String reason() {
        return reason;
    }

    /** The frame; do not change it. */
    byte[] frame() {
        return frame;
    }

    /** All kinds, as they come from a link's far end. */
    static List<BrokenKind> of(Link link) {
        byte[] udp = frame(link, packet(link).udp(5_000, 7, new byte[32]));
        byte[] tcp = frame(link, packet(link).tcp(5_000, 7, Craft.SYN, new byte[0]));
        List<BrokenKind> kinds = new ArrayList<>(List.of(
                new BrokenKind("malformed_ipv4", with(udp, IP, 0x55)), // version 5
                new BrokenKind("malformed_ipv4", with(udp, IP, 0x44)), // header of 16 bytes
                new BrokenKind("malformed_ipv4", with(udp, IP + 2, 0x7f)), // longer than the frame
                new BrokenKind("malformed_ipv4", with(with(udp, IP + 2, 0), IP + 3, 12)), // shorter than its header
                new BrokenKind("bad_ip_checksum", with(udp, IP + 10, udp[IP + 10] ^ 0x55)),
                new BrokenKind("malformed_udp", with(with(udp, TRANSPORT + 4, 0), TRANSPORT + 5, 7)),
                new BrokenKind("malformed_udp", with(udp, TRANSPORT + 4, 0x7f)),
                new BrokenKind("malformed_udp", frame(link, packet(link).other(17, new byte[4]))),
                new BrokenKind("malformed_tcp", frame(link, packet(link).other(6, new byte[12]))),
                new BrokenKind("malformed_tcp", with(tcp, TRANSPORT + 12, 0x40)), // header of 16 bytes
                new BrokenKind("malformed_tcp", with(tcp, TRANSPORT + 12, 0xf0)), // header longer than the packet
                new BrokenKind("malformed_icmp", frame(link, packet(link).other(1, new byte[4]))),
                new BrokenKind(
                        "spoofed_source",
                        frame(
                                link,
                                Craft.packet(Wire.address("127.0.0.1"), destination(link))
                                        .udp(1, 2))),
                new BrokenKind("vlan_tagged", Wire.frame(link, 0x8100, new byte[46]))));
        if (link == Link.INSIDE) {
            kinds.add(new BrokenKind(
                    "no_session", frame(link, packet(link).tcp(5_000, 7, Craft.ACK, new byte[0])))); // of no connection
        }
        return kinds;
    }

    /** Frames of which a few bytes beyond the MAC addresses are wrong, some cut short. */
    static List<byte[]> mutilated(Link link, int count, SplittableRandom random) {
        byte[] udp = frame(link, packet(link).udp(5_001, 7, new byte[40]));
        List<byte[]> seeds = List.of(
                udp,
                frame(link, packet(link).tcp(5_001, 7, Craft.SYN, new byte[] {2, 4, 5, (byte) 0xb4})),
                frame(link, packet(link).icmp(8, 0, 0x12340001, new byte[40])),
                frame(link, packet(link).icmp(3, 4, 576, Arrays.copyOfRange(udp, ETHERNET_HEADER, udp.length))),
                frame(
                        link,
                        packet(link).icmp(11, 0, 0, Arrays.copyOfRange(udp, ETHERNET_HEADER, ETHERNET_HEADER + 28))),
                frame(link, packet(link).other(47, new byte[24])));
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] frame = seeds.get(random.nextInt(seeds.size())).clone();
            int wrong = random.nextInt(1, 5);
            for (int k = 0; k < wrong; k++) {
                frame[random.nextInt(ETHERNET_HEADER, frame.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(3) == 0) {
                frame = Arrays.copyOf(frame, random.nextInt(ETHERNET_HEADER, frame.length));
            }
            if (frame.length >= TRANSPORT && random.nextBoolean()) {
                mendHeader(frame);
            }
            frames.add(frame);
        }
        return frames;
    }

    /** So that what is wrong further in is looked at too. */
    private static void mendHeader(byte[] frame) {
        frame[IP] = 0x45;
        byte[] packet = Arrays.copyOfRange(frame, IP, frame.length);
        Craft.renewHeaderChecksum(packet);
        System.arraycopy(packet, 0, frame, IP, packet.length);
    }

    private static Craft packet(Link link) {
        int source =
                Wire.address(link == Link.INSIDE ? HOST : Topology.internet().getFirst());
        return Craft.packet(source, destination(link));
    }

    private static int destination(Link link) {
        return Wire.address(link == Link.INSIDE ? Topology.internet().getFirst() : NAT);
    }

    private static byte[] frame(Link link, Craft packet) {
        return Wire.frame(link, packet.bytes());
    }

    private static byte[] with(byte[] frame, int at, int value) {
        byte[] changed = frame.clone();
        changed[at] = (byte) value;
        return changed;
    }
}
