package io.sallyport.verify.check;

import static java.lang.Integer.reverseBytes;

import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.worker.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether sessions, indexes, mappings, hosts and ports of a gateway at rest agree: each line is found by both its keys and owned by
 * its worker, each port has as many uses as there are lines that hold it, each mapping as many as it has sessions, and no host
 * more than it may have. Slow; allocates.
 */
public final class StateCheck {
    private final List<Worker> workers;
    private final List<PoolAddress> pool;
    private final int sessionsPerHost;
    private final Map<Integer, Integer> sessionsOfHost = new HashMap<>();

    /**
     * Prepares the check.
     *
     * @param pool the pool addresses, by index
     * @param sessionsPerHost sessions that a host may have, 0 for any number
     */
    public StateCheck(List<Worker> workers, List<PoolAddress> pool, int sessionsPerHost) {
        this.workers = workers;
        this.pool = pool;
        this.sessionsPerHost = sessionsPerHost;
    }

    /**
     * Looks at all of it.
     *
     * @throws Finding if something does not agree
     */
    public void run() {
        workers.forEach(this::worker);
        int slack = workers.size() - 1;
        sessionsOfHost.forEach((host, sessions) -> {
            if (sessionsPerHost > 0 && sessions > sessionsPerHost + slack) {
                throw new Finding(
                        "host limit",
                        "host %08x has %d sessions of %d".formatted(reverseBytes(host), sessions, sessionsPerHost));
            }
        });
    }

    private void worker(Worker worker) {
        SessionTable table = worker.sessions();
        Map<Integer, Integer> uses = new HashMap<>();
        int[] members = new int[table.capacity()];
        int live = 0;
        for (int index = 0; index < table.capacity(); index++) {
            if (table.live(index)) {
                live++;
                line(worker, index, uses, members);
            }
        }
        if (live != table.size()) {
            throw new Finding("table size", "%d lines are live, %d are counted".formatted(live, table.size()));
        }
        members(table, members);
        ports(worker, uses);
    }

    private void line(Worker worker, int index, Map<Integer, Integer> uses, int[] members) {
        SessionTable table = worker.sessions();
        long line = table.line(index);
        int protocol = SessionLine.protocol(line);
        int out = table.findOut(SessionLine.outKeyAddresses(line), SessionLine.outKeyPorts(line), protocol);
        int in = table.findIn(SessionLine.inKeyAddresses(line), SessionLine.inKeyPorts(line), protocol);
        if (out != index || in != index) {
            throw new Finding(
                    "index",
                    "line %s is found as %d from inside and %d from outside".formatted(text(index, line), out, in));
        }
        if (SessionLine.owner(line) != worker.number()) {
            throw new Finding("owner", "line %s is with worker %d".formatted(text(index, line), worker.number()));
        }
        if (SessionLine.isSession(line)) {
            sessionsOfHost.merge(SessionLine.insideAddress(line), 1, Integer::sum);
        }
        if ((SessionLine.flags(line) & SessionLine.MAPPED) != 0) {
            join(table, index, members);
        } else if ((SessionLine.flags(line) & (SessionLine.STATIC | SessionLine.PEER)) == 0
                && Ipv4.hasPorts(protocol)) {
            hold(worker, index, uses);
        }
    }

    /** Counts a session for its mapping, which must have the same NAT tuple, and for its peer line if there is one. */
    private static void join(SessionTable table, int index, int[] members) {
        long line = table.line(index);
        int protocol = SessionLine.protocol(line);
        int insidePort = SessionLine.insidePort(line);
        int mapping = table.findOut(SessionLine.outKeyAddresses(line) & 0xffff_ffffL, insidePort, protocol);
        if (mapping < 0
                || SessionLine.natAddress(table.line(mapping)) != SessionLine.natAddress(line)
                || SessionLine.natPort(table.line(mapping)) != SessionLine.natPort(line)) {
            throw new Finding("mapping", "line %s has the mapping %d".formatted(text(index, line), mapping));
        }
        members[mapping]++;
        int peer = protocol == Ipv4.ICMP ? -1 : table.findOut(SessionLine.outKeyAddresses(line), insidePort, protocol);
        if (peer >= 0) {
            members[peer]++;
        }
    }

    private void hold(Worker worker, int index, Map<Integer, Integer> uses) {
        long line = worker.sessions().line(index);
        int address = poolIndex(SessionLine.natAddress(line));
        int port = Ports.swap(SessionLine.natPort(line));
        if (address < 0 || port >>> 10 != SessionLine.slot(line)) {
            throw new Finding("NAT tuple", "line %s holds no port of its slot".formatted(text(index, line)));
        }
        uses.merge(place(address, portClass(SessionLine.protocol(line)), port), 1, Integer::sum);
    }

    private int poolIndex(int natAddress) {
        int index = pool.size() - 1;
        while (index >= 0 && pool.get(index).address() != natAddress) {
            index--;
        }
        return index;
    }

    private static int portClass(int protocol) {
        return protocol == Ipv4.TCP ? PortMap.TCP : protocol == Ipv4.UDP ? PortMap.UDP : PortMap.ICMP;
    }

    private static int place(int pool, int portClass, int port) {
        return (pool * PortMap.CLASSES + portClass) << 16 | port;
    }

    private static void members(SessionTable table, int[] members) {
        for (int index = 0; index < table.capacity(); index++) {
            long line = table.line(index);
            if (table.live(index) && !SessionLine.isSession(line) && SessionLine.uses(line) != members[index]) {
                throw new Finding(
                        "mapping",
                        "line %s counts %d sessions and has %d"
                                .formatted(text(index, line), SessionLine.uses(line), members[index]));
            }
        }
    }

    /** As many ports are in use as lines hold, and each held one has as many uses as lines: so no other has any. */
    private void ports(Worker worker, Map<Integer, Integer> uses) {
        int[] held = new int[pool.size() * PortMap.CLASSES];
        uses.forEach((place, lines) -> {
            int address = (place >>> 16) / PortMap.CLASSES;
            int portClass = (place >>> 16) % PortMap.CLASSES;
            held[place >>> 16]++;
            int counted = worker.ports().uses(address, portClass, place & 0xffff);
            if (counted != lines) {
                throw new Finding(
                        "ports",
                        "port %d of pool address %d, class %d, has %d uses and %d lines hold it (worker %d)"
                                .formatted(place & 0xffff, address, portClass, counted, lines, worker.number()));
            }
        });
        for (int kind = 0; kind < held.length; kind++) {
            int inUse = worker.ports().inUse(kind / PortMap.CLASSES, kind % PortMap.CLASSES);
            if (inUse != held[kind]) {
                throw new Finding(
                        "ports",
                        "%d ports of pool address %d, class %d, are in use and lines hold %d (worker %d)"
                                .formatted(
                                        inUse,
                                        kind / PortMap.CLASSES,
                                        kind % PortMap.CLASSES,
                                        held[kind],
                                        worker.number()));
            }
        }
    }

    private static String text(int index, long line) {
        return "%d (protocol %d, %08x:%d to %08x:%d as %08x:%d, flags %d, slot %d, owner %d)"
                .formatted(
                        index,
                        SessionLine.protocol(line),
                        reverseBytes(SessionLine.insideAddress(line)),
                        Ports.swap(SessionLine.insidePort(line)),
                        reverseBytes(SessionLine.remoteAddress(line)),
                        Ports.swap(SessionLine.remotePort(line)),
                        reverseBytes(SessionLine.natAddress(line)),
                        Ports.swap(SessionLine.natPort(line)),
                        SessionLine.flags(line),
                        SessionLine.slot(line),
                        SessionLine.owner(line));
    }
}
