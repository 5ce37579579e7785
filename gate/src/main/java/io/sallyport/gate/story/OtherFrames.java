package io.sallyport.gate.story;

import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is not IPv4 passes as it is; what is IPv4 never passes untranslated (checklist C2.4 to C2.6). */
public final class OtherFrames implements Story {
    /** For experiments on one's own network (IEEE 802). */
    private static final int EXPERIMENT = 0x88b5;

    private static final int FRAMES = 20;
    private static final byte[] PAYLOAD = new byte[64];

    static {
        Arrays.fill(PAYLOAD, (byte) 0x5a);
    }

    private @Nullable Sentry leaks;

    @Override
    public void begin(Stand stand) {
        leaks = Sentry.post(
                Link.OUTSIDE,
                "sallyport_leaks",
                Map.of(
                        "untranslated", "ip saddr " + Topology.INSIDE,
                        "translated", "ip saddr " + Topology.POOL));
    }

    @Override
    public void tell(Stand stand, Trials trials) {
        trials.attempt("frames that are not IPv4", () -> bridged(stand.api()));
        trials.attempt("untranslated packets outside", this::leaks);
    }

    private static Finding bridged(GatewayApi api) {
        Map<String, String> rules =
                Map.of("unchanged", "ether type 0x88b5 @ll,112,64 0x5a5a5a5a5a5a5a5a @ll,496,64 0x5a5a5a5a5a5a5a5a");
        try (Sentry inside = Sentry.post(Link.INSIDE, "sallyport_frames", rules);
                Sentry outside = Sentry.post(Link.OUTSIDE, "sallyport_frames", rules)) {
            Tally before = Tally.of(api);
            for (Link link : Link.values()) {
                Wire.send(link, Collections.nCopies(FRAMES, Wire.frame(link, EXPERIMENT, PAYLOAD)));
            }
            Tally after = Tally.of(api);
            long out = outside.seen("unchanged");
            long in = inside.seen("unchanged");
            long counted = after.total("bypass_packets") - before.total("bypass_packets");
            return new Finding(
                    "frames that are not IPv4 pass unchanged, and are counted",
                    out == FRAMES
                            && in == FRAMES
                            && counted == 2 * FRAMES
                            && after.dropsSince(before).isEmpty(),
                    "type 0x88b5: %d of %d arrived outside, %d of %d inside, bypass_packets +%d"
                            .formatted(out, FRAMES, in, FRAMES, counted));
        }
    }

    private Finding leaks() {
        if (leaks == null) {
            throw new IllegalStateException("nobody has begun to count");
        }
        long untranslated = leaks.seen("untranslated");
        long translated = leaks.seen("translated");
        return new Finding(
                "no packet left with an inside address",
                untranslated == 0 && translated > 0,
                "outside, since the start: %,d packets from pool addresses, %d from inside addresses"
                        .formatted(translated, untranslated));
    }
}
