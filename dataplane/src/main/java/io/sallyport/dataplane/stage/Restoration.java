package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dataplane.session.HostCounts;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Takes over one worker's sessions and mappings of an earlier process (checklist C13.5) and makes everything anew that follows from
 * them: indexes, ports, mappings' uses and peers, counts per host, timers. Runs once, before packets flow.
 */
final class Restoration {
    private final int self;
    private final SessionTable table;
    private final Mappings mappings;
    private final SessionLife life;
    private final HostCounts hosts;
    private final Clock clock;
    private final Restored result = new Restored();

    Restoration(int self, SessionTable table, Mappings mappings, SessionLife life, HostCounts hosts, Clock clock) {
        this.self = self;
        this.table = table;
        this.mappings = mappings;
        this.life = life;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** Takes over what the lines hold. Each step needs the one before it to be done for all lines. */
    Restored run(SessionTable.Judge judge, Snapshot snapshot) {
        table.restore(judge, result);
        for (int index = 0; index < table.capacity(); index++) {
            if (table.live(index) && !SessionLine.isSession(table.line(index))) {
                takeMapping(index);
            }
        }
        for (int index = 0; index < table.capacity(); index++) {
            if (table.live(index) && SessionLine.isSession(table.line(index))) {
                takeSession(index, snapshot);
            }
        }
        for (int index = 0; index < table.capacity(); index++) {
            if (table.live(index) && isMapping(table.line(index))) {
                settle(index);
            }
        }
        return result;
    }

    private static boolean isMapping(long line) {
        return (SessionLine.flags(line) & SessionLine.MAPPING) != 0;
    }

    private void takeMapping(int index) {
        long line = table.line(index);
        if (!life.takePort(line)) {
            drop(index, Discard.PORT_NOT_AVAILABLE);
            return;
        }
        SessionLine.adopt(line, self, false);
        SessionLine.setUses(line, 0);
    }

    private void takeSession(int index, Snapshot snapshot) {
        long line = table.line(index);
        boolean mapped = (SessionLine.flags(line) & SessionLine.MAPPED) != 0;
        int mapping = mapped ? life.mappingOf(line) : Mappings.NONE;
        Discard against =
                mapped ? join(line, mapping, snapshot) : isWithoutPort(line) ? Discard.PORT_NOT_AVAILABLE : null;
        if (against != null) {
            drop(index, against);
            return;
        }
        int flags = mapped ? mappings.sessionFlags(mapping, snapshot) : 0;
        SessionLine.adopt(line, self, (flags & SessionLine.QUIET) != 0);
        life.resume(index);
        result.keep();
    }

    private boolean isWithoutPort(long line) {
        return SessionLife.holdsPort(line) && !life.takePort(line);
    }

    /** Gives a session back to its mapping; returns what is against it, or null. */
    private @Nullable Discard join(long line, int found, Snapshot snapshot) {
        if (found < 0
                || SessionLine.natAddress(table.line(found)) != SessionLine.natAddress(line)
                || SessionLine.natPort(table.line(found)) != SessionLine.natPort(line)
                || !Ipv4.hasPorts(SessionLine.protocol(line))) {
            return Discard.MAPPING_LOST;
        }
        return mappings.use(found, SessionLine.remoteAddress(line), snapshot) ? null : Discard.NO_PLACE;
    }

    /** A mapping holds a port of its host; one without sessions rests in full, since nobody knows when it lost the last one. */
    private void settle(int mapping) {
        hosts.resumedPort(SessionLine.insideAddress(table.line(mapping)), clock.second());
        if (SessionLine.uses(table.line(mapping)) == 0) {
            life.rest(mapping);
        }
    }

    private void drop(int index, Discard reason) {
        result.discard(reason);
        table.delete(index);
    }
}
