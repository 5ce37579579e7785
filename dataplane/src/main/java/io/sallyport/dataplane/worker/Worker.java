package io.sallyport.dataplane.worker;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.device.PacketDevice;
import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dataplane.session.HostCounts;
import io.sallyport.dataplane.session.HostTable;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dataplane.snapshot.AddressTable;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.SnapshotPublisher;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dataplane.stage.Burst;
import io.sallyport.dataplane.stage.Clock;
import io.sallyport.dataplane.stage.Fates;
import io.sallyport.dataplane.stage.Handoff;
import io.sallyport.dataplane.stage.PacketPath;
import io.sallyport.dataplane.stage.SecondPass;
import io.sallyport.dataplane.stage.SlowPath;
import io.sallyport.dataplane.stage.Transmit;
import java.util.List;

/**
 * One worker: owns its slots, its sessions and one queue pair of every interface, and does one bounded turn each time it
 * is polled. It is a function, not a thread: {@link WorkerThread} repeats it, and a test can step many workers in any
 * order with a clock of its own.
 *
 * <p>Not thread-safe: one thread at a time polls it. Other threads may read {@link #counters} and {@link #sessions} as
 * those allow.
 */
public final class Worker {
    /** Bursts taken from other workers in one turn. */
    private static final int HANDOFF_BURSTS = 4;

    private final int number;
    private final PacketDevice[] devices;
    private final SnapshotPublisher snapshots;
    private final WorkerCounters counters;
    private final SessionTable sessions;
    private final PortMap ports;
    private final Clock clock = new Clock();
    private final Burst burst;
    private final long received;

    private final Handoff handoff;
    private final PacketPath path;
    private final SlowPath slowPath;
    private final Transmit transmit;
    private final Fates fates;

    private Snapshot snapshot;

    /**
     * Makes a worker with empty tables.
     *
     * @param number its number, from 0
     * @param devices by interface number; the worker uses queue {@code number} of each
     * @param nowNanos time of {@link #poll}'s clock
     */
    public Worker(
            int number,
            WorkerSettings settings,
            List<? extends PacketDevice> devices,
            PacketPool pool,
            Shared shared,
            TableAllocator memory,
            long nowNanos) {
        this(number, settings, devices, pool, shared, memory, lines(settings, memory), nowNanos);
    }

    private static long lines(WorkerSettings settings, TableAllocator memory) {
        return memory.allocate(SessionTable.bytesOfLines(settings.sessions()), "session lines");
    }

    /**
     * Makes a worker with empty tables over lines that may outlive the process, and may hold sessions of an earlier one; then
     * {@link #restore} comes before anything else.
     *
     * @param lines 64-byte aligned address of {@link SessionTable#bytesOfLines} bytes
     */
    public Worker(
            int number,
            WorkerSettings settings,
            List<? extends PacketDevice> devices,
            PacketPool pool,
            Shared shared,
            TableAllocator memory,
            long lines,
            long nowNanos) {
        this.number = number;
        this.devices = devices.toArray(PacketDevice[]::new);
        this.snapshots = shared.snapshots();
        RingSet rings = shared.rings();
        this.snapshot = snapshots.current();
        int interfaces = devices.size();
        int workers = settings.workers();
        SlotOwners owners = new SlotOwners(workers);
        clock.set(nowNanos);

        counters = new WorkerCounters(
                memory.allocate(WorkerCounters.bytes(interfaces, workers), "counters"), interfaces, workers);
        sessions = new SessionTable(
                memory,
                settings.sessions(),
                settings.tableSeed() + number,
                shared.hints().get(number),
                lines);
        ports = new PortMap(memory, snapshot.poolSize(), owners.firstSlot(number), owners.lastSlot(number));
        for (int address = 0; address < snapshot.poolSize(); address++) {
            PortSpan span = snapshot.pool(address).ports();
            ports.allow(address, span.lowest(), span.highest());
        }
        reserveStatics(snapshot);
        burst = new Burst(memory.allocate(Burst.BYTES, "a burst of packets"));
        received = memory.allocate(8L * Burst.MAX, "received packets");

        fates = new Fates(pool, counters, memory.allocate(Fates.BYTES, "packets to free"));
        transmit = new Transmit(
                number,
                this.devices,
                memory.allocate(Transmit.bytes(interfaces), "packets to transmit"),
                settings.patienceNanos(),
                counters,
                fates);
        slowPath = new SlowPath(
                rings.up().get(number),
                rings.down().get(number),
                memory.allocate(SlowPath.BYTES, "control ring elements"),
                fates,
                transmit,
                counters);
        handoff = new Handoff(
                number,
                rings.outgoing(number),
                rings.incoming(number),
                shared.hints().toArray(HintMap[]::new),
                memory.allocate(Handoff.bytes(workers), "packets to hand off"),
                settings.patienceNanos(),
                counters,
                fates);
        HostCounts hosts = new HostCounts(number, shared.hosts().toArray(HostTable[]::new), settings.limits());
        path = new PacketPath(
                new PacketPath.Parts(
                        number,
                        settings.options(),
                        settings.limits(),
                        settings.timeouts(),
                        settings.portKey(),
                        settings.tableSeed() + number,
                        owners,
                        sessions,
                        ports,
                        hosts,
                        pool),
                snapshot,
                handoff,
                slowPath,
                transmit,
                fates,
                counters,
                clock,
                memory);
    }

    /** What static mappings use is never given out. */
    private void reserveStatics(Snapshot first) {
        for (StaticMapping mapping : first.nat().statics()) {
            int pool = first.addresses().find(mapping.outsideAddress());
            if (AddressTable.isPool(pool) && !mapping.isOneToOne()) {
                int portClass = mapping.protocol() == Ipv4.TCP ? PortMap.TCP : PortMap.UDP;
                ports.reserve(pool, portClass, Ports.swap(mapping.outsidePort()));
            }
        }
    }

    /**
     * Takes over the sessions that its lines hold from an earlier process (checklist C13.5): those that fit this configuration and are
     * this worker's. Once, before the first {@link #poll}; on one thread, whichever, that the polling one starts after.
     *
     * @param nowNanos time of {@link #poll}'s clock, which must be the earlier process's clock too
     */
    public Restored restore(long nowNanos) {
        clock.set(nowNanos);
        return path.restore(snapshots.current());
    }

    /**
     * Does one bounded turn.
     *
     * @param nowNanos nanoseconds that never run backwards
     * @return how much was done; 0 means the worker may idle
     */
    public int poll(long nowNanos) {
        clock.set(nowNanos);
        snapshot = snapshots.current();
        path.resolveNeighbors(snapshot); // first, so that nothing overtakes what has waited
        int work = slowPath.run();
        work += path.expire(); // first, so that what has ended is free for what comes
        work += secondPasses();
        work += takeHandoffs();
        work += receive();
        handoff.flush(nowNanos);
        transmit.run(nowNanos);
        fates.flush();
        counters.add(Counter.TURNS, 1);
        if (work > 0) {
            counters.add(Counter.BUSY_TURNS, 1);
        }
        snapshots.acknowledge(number, snapshot.version());
        if (counters.asked()) {
            publish();
        }
        return work;
    }

    /** What this worker has begun comes before anything new, and what is nearest its end first. */
    private int secondPasses() {
        int taken = 0;
        SecondPass waiting = path.secondPass();
        for (int leg = waiting.leg(); leg > 0 && transmit.hasRoom() && handoff.hasRoom(leg); leg = waiting.leg()) {
            waiting.take(leg, burst);
            taken += burst.count();
            path.run(burst, snapshot);
        }
        return taken;
    }

    /**
     * Other workers' packets come before new ones. Those of a leg are taken whenever nothing waits here on a later one, however full the
     * rings of this leg and earlier ones are: so no circle of workers can wait for each other.
     */
    private int takeHandoffs() {
        int taken = 0;
        boolean more = true;
        for (int k = 0; more && k < HANDOFF_BURSTS && transmit.hasRoom(); k++) {
            more = handoff.take(burst, path.secondPass().leg(), snapshot);
            if (burst.count() > 0) {
                taken += burst.count();
                process();
            }
        }
        return taken;
    }

    /** Takes a burst from each interface, unless something this worker sends to is full: busy is no reason to drop. */
    private int receive() {
        int taken = 0;
        for (int from = 0; from < devices.length; from++) {
            if (!mayReceive()) {
                break;
            }
            int n = devices[from].receive(number, received, Burst.MAX);
            if (n > 0) {
                fill(from, n);
                process();
                taken += n;
            }
        }
        return taken;
    }

    private boolean mayReceive() {
        return !handoff.blocked()
                && !transmit.blocked()
                && path.secondPass().leg() == 0
                && transmit.hasRoom()
                && handoff.hasRoom(0);
    }

    private void fill(int from, int n) {
        counters.add(Counter.RX_BYTES, burst.receive(from, received, n));
        counters.add(Counter.RX_PACKETS, n);
        counters.received(from, n);
    }

    private void process() {
        path.run(burst, snapshot);
        secondPasses();
    }

    private void publish() {
        transmit.count();
        handoff.count();
        path.count();
        counters.publish();
    }

    /** Number of this worker, from 0. */
    public int number() {
        return number;
    }

    /** Its counters. */
    public WorkerCounters counters() {
        return counters;
    }

    /** Its sessions. */
    public SessionTable sessions() {
        return sessions;
    }

    /** Its NAT ports. */
    public PortMap ports() {
        return ports;
    }

    /** Makes a last copy of the counters, as if asked; once the worker is polled no more. */
    public void settle() {
        fates.flush();
        publish();
    }
}
