package io.sallyport.lab.restart;

import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.traffic.SessionFill;
import java.time.Duration;

/** Fills the gateway's tables with sessions of hosts that say one thing and are silent from then on. One thread. */
final class TableFill {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PASSES = 12;
    private static final int PER_SECOND = 100_000;
    /** So much slower is each pass than the one before: what was lost was too fast. */
    private static final double SLOWER = 0.8;

    private TableFill() {}

    /** Returns once the gateway has so many sessions more than before. */
    static void run(int sessions, Numbers numbers, Progress progress) {
        Namespace.SERVER.ip("route replace blackhole %s.128/25".formatted(Topology.INTERNET_PREFIX));
        long before = numbers.total("sessions_active");
        double perSecond = PER_SECOND;
        for (int pass = 0; pass < PASSES; pass++) {
            pass(sessions, (int) perSecond);
            long there = numbers.total("sessions_active") - before;
            progress.say("%,d of %,d further sessions are there".formatted(there, sessions));
            if (there >= sessions) {
                return;
            }
            perSecond *= SLOWER;
        }
        throw LabException.failed("the gateway has fewer than %,d sessions after a datagram on each, %d times"
                .formatted(sessions, PASSES));
    }

    private static void pass(int sessions, int perSecond) {
        try (Program fill = Program.startBusy(
                Namespace.CLIENT,
                SessionFill.class,
                String.valueOf(sessions),
                String.valueOf(perSecond),
                Link.INSIDE.interfaceName(),
                Link.INSIDE.peerMac(),
                Link.INSIDE.gatewayMac(),
                Topology.INSIDE_PREFIX,
                Topology.INTERNET_PREFIX)) {
            fill.awaitOutcome(LIMIT);
        }
    }
}
