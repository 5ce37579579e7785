package io.sallyport.gateway.view;

import io.sallyport.api.SessionInfo;
import io.sallyport.api.Sessions;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TcpState;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.gateway.http.Protocols;
import io.sallyport.gateway.http.SessionCursor;
import io.sallyport.gateway.http.SessionQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists sessions while their owners work on them: a line is read, and taken only if it held the same session before and
 * after. Any thread.
 */
final class SessionLister {
    private final List<Worker> workers;
    private final Timeouts timeouts;

    SessionLister(List<Worker> workers, Timeouts timeouts) {
        this.workers = workers;
        this.timeouts = timeouts;
    }

    /** Answers a query as of {@code nowMillis} of the workers' clock. */
    Sessions list(SessionQuery query, long nowMillis) {
        List<SessionInfo> page = new ArrayList<>();
        String next = null;
        long matched = 0;
        for (Worker worker : workers) {
            SessionTable table = worker.sessions();
            for (int index = 0; index < table.capacity(); index++) {
                SessionInfo info =
                        table.live(index) ? read(worker.number(), table.line(index), query, nowMillis) : null;
                if (info == null) {
                    continue;
                }
                matched++;
                if (isBefore(worker.number(), index, query.start())) {
                    continue;
                }
                if (page.size() < query.limit()) {
                    page.add(info);
                } else if (next == null) {
                    next = new SessionCursor(worker.number(), index).toString();
                }
            }
        }
        return new Sessions(page, matched, query.limit(), next);
    }

    private static boolean isBefore(int worker, int index, SessionCursor start) {
        return worker < start.worker() || (worker == start.worker() && index < start.index());
    }

    private @Nullable SessionInfo read(int worker, long line, SessionQuery query, long nowMillis) {
        int commit = SessionLine.commit(line);
        int protocol = SessionLine.protocol(line);
        int insideAddress = Integer.reverseBytes(SessionLine.insideAddress(line));
        int natAddress = Integer.reverseBytes(SessionLine.natAddress(line));
        int remoteAddress = Integer.reverseBytes(SessionLine.remoteAddress(line));
        int insidePort = Ports.swap(SessionLine.insidePort(line));
        int natPort = Ports.swap(SessionLine.natPort(line));
        int remotePort = Ports.swap(SessionLine.remotePort(line));
        if (!SessionLine.isSession(line)
                || !query.matches(worker, protocol)
                || !query.inside().matches(insideAddress, insidePort)
                || !query.nat().matches(natAddress, natPort)
                || !query.remote().matches(remoteAddress, remotePort)) {
            return null;
        }
        // A packet may have passed since the query was asked: then the difference is negative, not 49 days.
        long idle = Math.max(0, (int) nowMillis - SessionLine.lastActivity(line));
        int tcpState = SessionLine.tcpState(line);
        SessionInfo info = new SessionInfo(
                worker,
                SessionLine.slot(line),
                kind(SessionLine.flags(line)),
                Protocols.name(protocol),
                io.sallyport.gateway.config.Ipv4.format(insideAddress),
                insidePort,
                io.sallyport.gateway.config.Ipv4.format(natAddress),
                natPort,
                io.sallyport.gateway.config.Ipv4.format(remoteAddress),
                remotePort,
                state(protocol, tcpState),
                idle / 1000,
                Math.max(0, timeouts.of(protocol, tcpState) - idle) / 1000,
                SessionLine.packetsOut(line),
                SessionLine.bytesOut(line),
                SessionLine.packetsIn(line),
                SessionLine.bytesIn(line));
        return commit != 0 && SessionLine.commit(line) == commit ? info : null;
    }

    private static String kind(int flags) {
        if ((flags & SessionLine.STATIC) != 0) {
            return SessionInfo.STATIC;
        }
        return (flags & SessionLine.MAPPED) != 0 ? SessionInfo.ENDPOINT_INDEPENDENT : SessionInfo.DYNAMIC;
    }

    private static String state(int protocol, int tcpState) {
        if (protocol != Ipv4.TCP) {
            return "active";
        }
        return TcpState.isClosing(tcpState) ? "closing" : TcpState.isEstablished(tcpState) ? "established" : "opening";
    }
}
