package io.sallyport.bench.path;

import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.session.FlowIndex;
import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dataplane.session.HostTable;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TimerWheel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a session costs in memory, by the sizes that the tables themselves give: everything that grows with the number of sessions, as if each
 * had a port of its own.
 *
 * @param parts bytes per session, by table
 * @param perHost bytes that come to it where there are bounds per host
 */
record SessionMemory(Map<String, Double> parts, double perHost) {
    /** Of a worker with room for so many sessions. */
    static SessionMemory of(int sessions) {
        double ports = (double) PortMap.bytes(1, Slots.COUNT) / (Slots.COUNT * Slots.PORTS);
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("session line", (double) SessionLine.SIZE);
        parts.put("index from inside", (double) FlowIndex.bytes(sessions) / sessions);
        parts.put("index from outside", (double) FlowIndex.bytes(sessions) / sessions);
        parts.put(
                "free list",
                (double) (SessionTable.bytes(sessions)
                                - SessionTable.bytesOfLines(sessions)
                                - 2 * FlowIndex.bytes(sessions))
                        / sessions);
        parts.put("timer", (double) TimerWheel.bytes(sessions) / sessions);
        parts.put("hints for other workers", (double) HintMap.bytes(sessions) / sessions);
        parts.put("port state, all protocols", ports);
        return new SessionMemory(parts, (double) HostTable.bytes(sessions) / sessions);
    }

    /** Bytes per session. */
    double total() {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Override
    public String toString() {
        return parts.entrySet().stream()
                        .map(part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue()))
                        .collect(Collectors.joining(" + "))
                + String.format(Locale.ROOT, " = %.1f bytes; with bounds per host %.1f more", total(), perHost);
    }
}
