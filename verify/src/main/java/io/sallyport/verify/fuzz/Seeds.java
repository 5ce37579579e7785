package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/** Writes well-formed frames of every kind that a gateway may meet. One thread. */
final class Seeds {
    private static final int[] OTHER_PROTOCOLS = {47, 50, 51, 132, 33, 136, 4, 41, 2, 89, 255, 0};
    private static final int[] OTHER_TYPES = {0x0806, 0x0806, 0x8100, 0x88a8, 0x86dd, 0x88cc, 0x0027, 0x8847};
    private static final int[] QUERIES = {8, 8, 8, 13, 0, 14, 5, 9, 17, 40};

    private final SplittableRandom random;
    private final ErrorSeeds errors;
    private final boolean third;

    /** {@code third}: whether the gateway has a third interface. */
    Seeds(SplittableRandom random, ErrorSeeds errors, boolean third) {
        this.random = random;
        this.errors = errors;
        this.third = third;
    }

    void write(Frame frame) {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> outbound(frame, Frame.UDP);
            case 5, 6, 7, 8, 9 -> outbound(frame, Frame.TCP);
            case 10, 11 -> outbound(frame, Frame.ICMP);
            case 12, 13 -> inbound(frame);
            case 14 -> hairpin(frame);
            case 15 -> errors.guess(frame);
            case 16 -> outbound(frame, OTHER_PROTOCOLS[random.nextInt(OTHER_PROTOCOLS.length)]);
            case 17 -> toGateway(frame);
            case 18 -> notIpv4(frame);
            default -> odd(frame);
        }
        if (random.nextInt(24) == 0) {
            Headers.options(frame, 1 + random.nextInt(10), random);
        }
    }

    private int insideInterface() {
        return third && random.nextInt(5) == 0 ? Plan.THIRD : Plan.INSIDE;
    }

    private void outbound(Frame frame, int protocol) {
        int from = insideInterface();
        int source = Plan.host(random, from);
        packet(frame, from, protocol, source, Plan.remote(random), Plan.hostPort(random), Plan.remotePort(random));
    }

    private void inbound(Frame frame) {
        int protocol = random.nextInt(8) == 0
                ? 47
                : random.nextInt(3) == 0 ? Frame.ICMP : random.nextBoolean() ? Frame.TCP : Frame.UDP;
        int source = Plan.remote(random);
        packet(
                frame,
                Plan.OUTSIDE,
                protocol,
                source,
                Plan.natAddress(random),
                Plan.remotePort(random),
                Plan.natPort(random));
    }

    private void hairpin(Frame frame) {
        int from = insideInterface();
        int protocol = random.nextInt(4) == 0 ? Frame.ICMP : random.nextBoolean() ? Frame.TCP : Frame.UDP;
        int source = Plan.host(random, from);
        packet(frame, from, protocol, source, Plan.natAddress(random), Plan.hostPort(random), Plan.natPort(random));
    }

    private void toGateway(Frame frame) {
        int from = random.nextInt(third ? 3 : 2);
        int protocol = random.nextInt(3) == 0 ? Frame.UDP : random.nextInt(8) == 0 ? Frame.TCP : Frame.ICMP;
        int own = random.nextBoolean() ? Plan.INSIDE_ADDRESS : Plan.OUTSIDE_ADDRESS;
        packet(frame, from, protocol, from == Plan.OUTSIDE ? Plan.remote(random) : Plan.host(random, from), own, 7, 9);
    }

    private void odd(Frame frame) {
        int from = random.nextInt(third ? 3 : 2);
        int protocol = random.nextInt(3) == 0 ? random.nextInt(256) : random.nextBoolean() ? Frame.TCP : Frame.UDP;
        packet(
                frame,
                from,
                protocol,
                Plan.any(random),
                Plan.any(random),
                Plan.hostPort(random),
                Plan.remotePort(random));
    }

    private void packet(
            Frame frame, int from, int protocol, int source, int destination, int sourcePort, int destinationPort) {
        int payload = Headers.payload(random);
        switch (protocol) {
            case Frame.UDP -> {
                Headers.ipv4(frame, from, protocol, source, destination, 8 + payload, random);
                Headers.udp(frame, sourcePort, destinationPort, random.nextInt(8) > 0);
            }
            case Frame.TCP -> {
                int flags = random.nextInt(3) > 0 ? 0x02 : Headers.tcpFlags(random);
                Headers.ipv4(frame, from, protocol, source, destination, 20 + payload, random);
                Headers.tcp(frame, sourcePort, destinationPort, flags, random.nextInt(65_536));
            }
            case Frame.ICMP -> {
                Headers.ipv4(frame, from, protocol, source, destination, 8 + payload, random);
                int type = QUERIES[random.nextInt(QUERIES.length)];
                Headers.icmp(frame, type, 0, from == Plan.OUTSIDE ? destinationPort : sourcePort, random.nextInt(9));
            }
            default -> Headers.ipv4(frame, from, protocol, source, destination, payload, random);
        }
    }

    private void notIpv4(Frame frame) {
        int from = random.nextInt(third ? 3 : 2);
        Headers.ethernet(frame, from, OTHER_TYPES[random.nextInt(OTHER_TYPES.length)]);
        if (random.nextBoolean()) {
            Headers.mac(frame, 0, random.nextBoolean() ? 0xffff_ffff_ffffL : 0x0100_5e00_0001L);
        }
        frame.length = Frame.IP + random.nextInt(80);
    }
}
