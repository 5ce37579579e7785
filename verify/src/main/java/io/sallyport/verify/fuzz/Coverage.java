package io.sallyport.verify.fuzz;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.worker.Worker;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a gateway did with a frame, as one number: which counters and drop reasons moved, on which side it came, how many frames
 * left, and the flags and TCP state of the session it met. One thread.
 */
final class Coverage {
    /** Time moves these, or every frame does. */
    private static final Set<Counter> LEFT_OUT = EnumSet.of(
            Counter.RX_PACKETS,
            Counter.RX_BYTES,
            Counter.TX_BYTES,
            Counter.SESSIONS_ACTIVE,
            Counter.SESSIONS_DELETED,
            Counter.SESSIONS_TIMED_OUT,
            Counter.TURNS,
            Counter.BUSY_TURNS);

    private static final Counter[] COUNTERS =
            EnumSet.complementOf(EnumSet.copyOf(LEFT_OUT)).toArray(Counter[]::new);
    private static final int WORDS = COUNTERS.length + DropReason.ALL.length;

    private long[] before = new long[WORDS];
    private long[] now = new long[WORDS];

    /** Notes what the counters say before a frame comes in. */
    void begin(List<Worker> workers) {
        read(workers, before);
    }

    /** Returns the signature of what has happened since, and begins anew. */
    long end(List<Worker> workers, Frame frame, int left) {
        read(workers, now);
        long signature = 0x9e37_79b9_7f4a_7c15L * (frame.from + 1) + Math.min(left, 2);
        for (int word = 0; word < WORDS; word++) {
            if (now[word] != before[word]) {
                signature = mix(signature + word + 1);
            }
        }
        long[] spare = before;
        before = now;
        now = spare;
        return mix(signature + session(workers, frame));
    }

    private static void read(List<Worker> workers, long[] into) {
        Arrays.fill(into, 0);
        for (int w = 0; w < workers.size(); w++) {
            Worker worker = workers.get(w);
            for (int i = 0; i < COUNTERS.length; i++) {
                into[i] += worker.counters().get(COUNTERS[i]);
            }
            for (int i = 0; i < DropReason.ALL.length; i++) {
                into[COUNTERS.length + i] += worker.counters().get(DropReason.ALL[i]);
            }
        }
    }

    /** Flags and TCP state of the session that the frame's tuple names, in some direction, on some worker. */
    private static int session(List<Worker> workers, Frame frame) {
        if (!frame.hasIpv4() || frame.headerLength() < 20 || frame.transport() + 8 > frame.length) {
            return 0;
        }
        int protocol = frame.protocol();
        int kind = Ipv4.hasPorts(protocol) ? protocol : 2;
        boolean inside = frame.from != Plan.OUTSIDE;
        long addresses = Ipv4.addresses(
                Integer.reverseBytes(frame.get32(Frame.IP + 12)), Integer.reverseBytes(frame.get32(Frame.IP + 16)));
        int ports = ports(frame, protocol, inside);
        for (int w = 0; w < workers.size(); w++) {
            var table = workers.get(w).sessions();
            int found = inside ? table.findOut(addresses, ports, protocol) : table.findIn(addresses, ports, protocol);
            if (found >= 0) {
                long line = table.line(found);
                return kind << 16 | SessionLine.flags(line) << 8 | SessionLine.tcpState(line) | 1 << 30;
            }
        }
        return kind;
    }

    private static int ports(Frame frame, int protocol, boolean inside) {
        int at = frame.transport();
        if (protocol == Ipv4.ICMP) {
            int identifier = Integer.reverseBytes(frame.get16(at + 4)) >>> 16;
            return inside ? identifier : identifier << 16;
        }
        return Ipv4.hasPorts(protocol) ? Integer.reverseBytes(frame.get32(at)) : 0;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 32) * 0xd6e8_feb8_6659_fd93L;
        return mixed ^ mixed >>> 29;
    }

    /** Adds the names of the drop reasons that a gateway has had to a set. */
    static void addReasons(List<Worker> workers, Set<DropReason> to) {
        for (DropReason reason : DropReason.ALL) {
            for (Worker worker : workers) {
                if (worker.counters().get(reason) > 0) {
                    to.add(reason);
                }
            }
        }
    }
}
