package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/** Writes ICMP errors: about frames that were seen, and about packets that never were. One thread. */
final class ErrorSeeds {
    private static final int[] TYPES = {3, 3, 3, 4, 11, 11, 12};
    private static final int[] QUOTED = {Frame.UDP, Frame.TCP, Frame.ICMP, 47, 4, 51, 136, 33};
    private static final int ICMP_AND_IP = 28;

    private final SplittableRandom random;
    private final Frame scratch = new Frame();

    ErrorSeeds(SplittableRandom random) {
        this.random = random;
    }

    /** An error about a packet as it might have been. */
    void guess(Frame frame) {
        boolean outside = random.nextBoolean();
        int from = outside ? Plan.OUTSIDE : Plan.INSIDE;
        int sender = outside ? Plan.natAddress(random) : Plan.remote(random);
        int receiver = outside ? Plan.remote(random) : Plan.host(random, Plan.INSIDE);
        int protocol = QUOTED[random.nextInt(QUOTED.length)];
        Headers.ipv4(scratch, from, protocol, sender, receiver, 8 + random.nextInt(40), random);
        scratch.put16(Frame.IP + 20, outside ? Plan.natPort(random) : Plan.remotePort(random));
        scratch.put16(Frame.IP + 22, outside ? Plan.remotePort(random) : Plan.hostPort(random));
        Sums.mendTransport(scratch);
        about(frame);
    }

    /** An error about a frame that was seen at an interface, sent back into that interface. */
    void about(Frame frame, Seen seen) {
        seen.pick(scratch, random);
        if (scratch.hasIpv4()) {
            about(frame);
        } else {
            guess(frame);
        }
    }

    /** An error about the packet in {@code scratch}, by its receiver or by some router. */
    private void about(Frame frame) {
        if (random.nextInt(16) == 0) {
            Headers.options(scratch, 1 + random.nextInt(8), random);
        }
        if (random.nextInt(16) == 0) {
            scratch.put16(Frame.IP + 6, random.nextBoolean() ? 0x2000 : random.nextInt(0x4000));
            Sums.mendIp(scratch, Frame.IP);
        }
        int whole = scratch.end() - Frame.IP;
        int least = Math.min(whole, scratch.headerLength() + 8);
        int quoted = random.nextInt(3) == 0
                ? least
                : least + random.nextInt(Math.max(1, Math.min(whole, 1_400) - least + 1));
        int from = scratch.from;
        int sender = scratch.get32(Frame.IP + 12);
        int router = random.nextInt(3) == 0 ? Plan.any(random) : scratch.get32(Frame.IP + 16);
        int padded = random.nextInt(6) == 0 ? Math.max(128, quoted + 3 & ~3) + random.nextInt(24) : quoted;
        Headers.ipv4(frame, from, Frame.ICMP, router, sender, 8 + padded, random);
        System.arraycopy(scratch.bytes, Frame.IP, frame.bytes, Frame.IP + ICMP_AND_IP, quoted);
        int words = padded == quoted || random.nextInt(4) == 0
                ? random.nextInt(4) == 0 ? random.nextInt(256) : 0
                : padded >> 2;
        int unused = random.nextInt(4) == 0 ? random.nextInt(256) : words;
        Headers.icmp(frame, TYPES[random.nextInt(TYPES.length)], random.nextInt(16), unused, random.nextInt(1_500));
    }
}
