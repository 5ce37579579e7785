package io.sallyport.verify.fuzz;

import java.util.SplittableRandom;

/** Cuts an IPv4 packet into fragments, mostly as a router would, at times with one missing, twice or askew. One thread. */
final class Cutter {
    private final SplittableRandom random;
    private final Frame piece = new Frame();

    Cutter(SplittableRandom random) {
        this.random = random;
    }

    /** Puts the fragments of a packet into a queue, in some order; none if it is too short or no packet. */
    void cut(Frame frame, Pending to) {
        int payload = frame.hasIpv4() ? frame.end() - frame.transport() : 0;
        if (frame.headerLength() < 20 || payload < 16) {
            return;
        }
        int pieces = 2 + random.nextInt(3);
        int step = Math.max(8, payload / pieces + 7 & ~7);
        for (int offset = 0; offset < payload && !to.isFull(); offset += step) {
            int length = Math.min(step, payload - offset);
            write(frame, offset + (random.nextInt(40) == 0 ? 8 : 0), offset, length, offset + length < payload);
            for (int times = random.nextInt(24) == 0 ? random.nextInt(3) : 1; times > 0; times--) {
                to.add(piece);
            }
        }
        if (random.nextBoolean()) {
            to.shuffle(random);
        }
    }

    private void write(Frame frame, int says, int offset, int length, boolean more) {
        int header = frame.headerLength();
        piece.from = frame.from;
        piece.length = Frame.IP + header + length;
        System.arraycopy(frame.bytes, 0, piece.bytes, 0, Frame.IP + header);
        System.arraycopy(frame.bytes, frame.transport() + offset, piece.bytes, Frame.IP + header, length);
        piece.put16(Frame.IP + 2, header + length);
        piece.put16(Frame.IP + 6, says >> 3 | (more ? 0x2000 : 0));
        Sums.mendIp(piece, Frame.IP);
    }
}
