package io.sallyport.gate.story;

import io.sallyport.lab.demo.Flows;
import io.sallyport.lab.feature.FullPool;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import io.sallyport.lab.traffic.Outcome;

/**
 * A pool and the session tables are filled to the last place: who is refused, what goes on, what comes back
 * (checklist C4.8, C12.1, C12.2).
 */
public final class FullTables implements Story {
    private static final int CONNECTIONS = 2_000;
    private static final int ATTEMPTS = 40;

    @Override
    public void tell(Stand stand, Trials trials) {
        new FullPool(stand.api()).tell(trials, () -> trials.attempt("full tables", () -> full(stand.api())));
        trials.attempt("sessions that ended", () -> ended(stand.api()));
    }

    private static Finding full(GatewayApi api) {
        Tally before = Tally.of(api);
        Outcome outcome = Flows.shortConnectionsFromAll(CONNECTIONS);
        Tally after = Tally.of(api);
        long refused = after.dropped("session_table_full") - before.dropped("session_table_full");
        long good = outcome.get("good");
        boolean held = refused > 0 && good > 0 && good < CONNECTIONS && after.difference() == 0;
        String figure =
                "of %,d new connections %,d found room and were served, %,d packets refused as session_table_full; ledger difference %d"
                        .formatted(CONNECTIONS, good, refused, after.difference());
        return new Finding("full session tables refuse new flows by name", held, figure);
    }

    /** Counters and list are two answers: they agree once no session ends between one and the other. */
    private static Finding ended(GatewayApi api) {
        Tally tally = Tally.of(api);
        long listed = listed(api);
        for (int i = 0; i < ATTEMPTS && listed != tally.total("sessions_active"); i++) {
            tally = Tally.of(api);
            listed = listed(api);
        }
        long created = tally.total("sessions_created");
        long deleted = tally.total("sessions_deleted");
        long active = tally.total("sessions_active");
        long timedOut = tally.total("sessions_timed_out");
        boolean held = created - deleted == active && timedOut > 0 && timedOut <= deleted && listed == active;
        return new Finding(
                "sessions created, active, deleted and timed out add up",
                held,
                "%,d created - %,d deleted (%,d timed out) = %,d active, %,d listed"
                        .formatted(created, deleted, timedOut, active, listed));
    }

    private static long listed(GatewayApi api) {
        return api.get("sessions?limit=1").path("matched").asLong();
    }
}
