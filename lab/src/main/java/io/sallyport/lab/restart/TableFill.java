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
    /** Flows that are sent and counted at a time: few enough that what was lost is soon sent again. */
    private static final int AT_A_TIME = 250_000;

    private static final int PASSES = 12;
    private static final int PER_SECOND = 100_000;
    /** So much slower is each pass than one that lost something: that was too fast. */
    private static final double SLOWER = 0.8;
    /** Beside the time that sending takes: a program has to start, on CPUs that others use. */
    private static final long PATIENCE_SECONDS = 30;

    private final Numbers numbers;
    private final Progress progress;
    private final long before;
    private double perSecond = PER_SECOND;

    private TableFill(Numbers numbers, Progress progress) {
        this.numbers = numbers;
        this.progress = progress;
        this.before = numbers.total("sessions_active");
    }

    /** Returns once the gateway has so many sessions more than before. */
    static void run(int sessions, Numbers numbers, Progress progress) {
        Namespace.SERVER.ip("route replace blackhole %s.128/25".formatted(Topology.INTERNET_PREFIX));
        TableFill fill = new TableFill(numbers, progress);
        for (int first = 0; first < sessions; first += AT_A_TIME) {
            fill.add(first, Math.min(AT_A_TIME, sessions - first));
        }
    }

    private void add(int first, int flows) {
        for (int pass = 0; pass < PASSES; pass++) {
            send(first, flows, (int) perSecond);
            long there = numbers.total("sessions_active") - before;
            progress.say("%,d further sessions are there after %,d flows".formatted(there, first + flows));
            if (there >= first + flows) {
                return;
            }
            perSecond *= SLOWER;
        }
        throw LabException.failed("the gateway has fewer than %,d further sessions after a datagram on each, %d times"
                .formatted(first + flows, PASSES));
    }

    private static void send(int first, int flows, int perSecond) {
        Duration limit = Duration.ofSeconds(PATIENCE_SECONDS + 4L * flows / perSecond);
        try (Program fill = Program.startBusy(
                Namespace.CLIENT,
                SessionFill.class,
                String.valueOf(flows),
                String.valueOf(perSecond),
                Link.INSIDE.interfaceName(),
                Link.INSIDE.peerMac(),
                Link.INSIDE.gatewayMac(),
                Topology.INSIDE_PREFIX,
                Topology.INTERNET_PREFIX,
                String.valueOf(first))) {
            fill.awaitOutcome(limit);
        }
    }
}
