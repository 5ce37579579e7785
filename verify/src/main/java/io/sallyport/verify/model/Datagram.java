package io.sallyport.verify.model;

import io.sallyport.verify.model.Transit.Ports;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A datagram that comes in fragments, as far as it has come. */
final class Datagram {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    final Key key;
    final long since;
    /** What its first fragment taught; null until then. */
    @Nullable
    Ports ports;
    /** Fragments that wait for the first, in order of arrival. */
    final Deque<Transit> held = new ArrayDeque<>();

    private final List<Range> come = new ArrayList<>();
    private int end = UNKNOWN;

    /** What all its fragments have in common. */
    record Key(int source, int destination, int protocol, int identification, boolean isFromInside) {
        static Key of(Transit transit) {
            Ip packet = transit.packet;
            return new Key(
                    packet.source(),
                    packet.destination(),
                    packet.protocol(),
                    packet.identification(),
                    transit.isFromInside);
        }
    }

    private record Range(int from, int to) {
        static Range of(Ip fragment) {
            return new Range(fragment.offset(), fragment.offset() + fragment.payloadLength());
        }

        boolean overlaps(Range other) {
            return from < other.to && other.from < to;
        }
    }

    Datagram(Key key, long since) {
        this.key = key;
        this.since = since;
    }

    /** Whether some of its bytes have come before, or it does not agree with the others on where the datagram ends. */
    boolean contradicts(Ip fragment) {
        Range range = Range.of(fragment);
        boolean endsElsewhere = !fragment.moreFollow() && end != UNKNOWN && range.to != end;
        boolean endsTooEarly = !fragment.moreFollow() && come.stream().anyMatch(other -> other.to > range.to);
        return range.to > end || endsElsewhere || endsTooEarly || come.stream().anyMatch(range::overlaps);
    }

    void come(Ip fragment) {
        come.add(Range.of(fragment));
        if (!fragment.moreFollow()) {
            end = Range.of(fragment).to;
        }
    }

    /** Whether all bytes have come and none of them waits. */
    boolean isComplete() {
        int bytes = come.stream().mapToInt(range -> range.to - range.from).sum();
        return bytes == end && ports != null && held.isEmpty();
    }
}
