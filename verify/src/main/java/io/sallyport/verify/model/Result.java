package io.sallyport.verify.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one frame brings about.
 *
 * @param sent frames that leave, in order
 * @param fates what becomes of each packet concerned: the frame itself, fragments that were held until now, and packets
 *     of the gateway's own
 * @param findings what the gateway's choices have against them; empty if all is well
 */
public record Result(List<Sent> sent, List<Fate> fates, List<String> findings) {

    /** How a packet ends. */
    public enum Kind {
        /** It left. */
        TRANSMITTED,
        /** It was for the gateway. */
        CONSUMED,
        /** It was dropped for a reason. */
        DROPPED,
        /** It waits. */
        HELD
    }

    /** How a packet ends, and why if it was dropped. */
    public record Fate(Kind kind, @Nullable Reason reason) {
        /** Whether it was dropped for this reason. */
        public boolean is(Reason other) {
            return reason == other;
        }

        @Override
        public String toString() {
            return reason == null ? kind.name() : reason.label();
        }
    }
}
