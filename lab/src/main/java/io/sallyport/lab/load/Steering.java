package io.sallyport.lab.load;

import io.sallyport.lab.kernel.TapSteering;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Program;
import java.time.Duration;

/** Puts all packets of a link on one RX queue of the gateway's tap port, whatever their flow. */
final class Steering {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Steering() {}

    static void force(Link link, int queue) {
        try (Program program =
                Program.start(link.namespace(), TapSteering.class, link.interfaceName(), String.valueOf(queue))) {
            program.awaitOutcome(LIMIT);
        }
    }
}
