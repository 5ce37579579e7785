package io.sallyport.cli;

import io.sallyport.api.SessionInfo;
import io.sallyport.api.Sessions;

/** {@code show sessions}. */
final class SessionsText {
    private SessionsText() {}

    static String of(Sessions sessions) {
        Table table = new Table()
                .numbers("WORKER", "SLOT")
                .words("KIND", "PROTO", "INSIDE", "NAT", "REMOTE", "STATE")
                .numbers("IDLE", "EXPIRES", "PACKETS OUT", "BYTES OUT", "PACKETS IN", "BYTES IN");
        for (SessionInfo it : sessions.sessions()) {
            table.row(
                    it.worker(),
                    it.slot(),
                    it.kind(),
                    it.protocol(),
                    it.insideAddress() + ":" + it.insidePort(),
                    it.natAddress() + ":" + it.natPort(),
                    it.remoteAddress() + ":" + it.remotePort(),
                    it.state(),
                    Durations.text(it.idleSeconds()),
                    Durations.text(it.expiresInSeconds()),
                    it.packetsOut(),
                    it.bytesOut(),
                    it.packetsIn(),
                    it.bytesIn());
        }
        return (table.isEmpty() ? "" : table) + closing(sessions);
    }

    private static String closing(Sessions sessions) {
        String next = sessions.nextCursor() == null ? "" : "; next page: --cursor " + sessions.nextCursor();
        return Table.number(sessions.sessions().size()) + " of " + Table.number(sessions.matched())
                + " sessions that match" + next + "\n";
    }
}
