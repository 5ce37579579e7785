package io.sallyport.lab.load;

import io.sallyport.lab.kernel.TapSteering;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Program;
import java.time.Duration;

/** Decides on which RX queue of the gateway's tap port a link's packets arrive, whatever their flow. */
public final class Steering {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Steering() {}

    /** All packets of a link on one queue. */
    public static void all(Link link, int queue) {
        byProtocol(link, queue, queue);
    }

    /** As the kernel does it by itself. */
    public static void none(Link link) {
        all(link, TapSteering.NONE);
    }

    static void byProtocol(Link link, int udp, int others) {
        try (Program program = Program.start(
                link.namespace(),
                TapSteering.class,
                link.interfaceName(),
                String.valueOf(udp),
                String.valueOf(others))) {
            program.awaitOutcome(LIMIT);
        }
    }
}
