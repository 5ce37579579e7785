package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.fragment.FragmentTable;
import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.ports.PortMap;
import io.sallyport.dataplane.ports.PortRandom;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dataplane.session.HostCounts;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableAllocator;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.session.TimerWheel;
import io.sallyport.dataplane.snapshot.Snapshot;

/** The packet's way, stage by stage over a whole burst, from headers to a fate or a next holder. Owner worker only. */
public final class PacketPath {
    private final Parts parts;
    private final Clock clock;
    private final Handoff handoff;
    private final Classify classify;
    private final Fragments fragments;
    private final Lookup lookup;
    private final Sessions sessions;
    private final SessionLife life;
    private final Mappings mappings;
    private final Translate translate;
    private final Dispatch dispatch;
    private final Forward forward;
    private final NeighborQueue neighbors;
    private final SecondPass secondPass;

    /**
     * What the stages are made of.
     *
     * @param self number of the worker
     * @param options the switches of translation
     * @param limits bounds per host and on fragments
     * @param timeouts how long sessions may be idle
     * @param portKey secret that makes NAT ports unpredictable
     * @param tableSeed secret that makes hash collisions unpredictable
     * @param owners which worker owns which slot
     * @param sessions the worker's sessions
     * @param ports the worker's NAT ports
     * @param hosts what inside hosts have, over all workers
     * @param pool where packets of our own come from
     */
    public record Parts(
            int self,
            NatOptions options,
            Limits limits,
            Timeouts timeouts,
            long portKey,
            long tableSeed,
            SlotOwners owners,
            SessionTable sessions,
            PortMap ports,
            HostCounts hosts,
            PacketPool pool) {}

    /**
     * Puts the stages together.
     *
     * @param first the snapshot that the worker starts with; its pool addresses stay
     */
    public PacketPath(
            Parts parts,
            Snapshot first,
            Handoff handoff,
            SlowPath slowPath,
            Transmit transmit,
            Fates fates,
            WorkerCounters counters,
            Clock clock,
            TableAllocator memory) {
        this.parts = parts;
        this.clock = clock;
        NatOptions options = parts.options();
        int held = parts.limits().fragments();
        this.handoff = handoff;
        secondPass = new SecondPass(held, counters);
        OwnIcmp icmp = new OwnIcmp(parts.pool(), secondPass, counters, clock);
        neighbors = new NeighborQueue(transmit, slowPath, fates, icmp, counters, clock);
        forward = new Forward(
                transmit,
                neighbors,
                fates,
                icmp,
                new Fragmenter(parts.pool(), memory.allocate(Fragmenter.BYTES, "a buffer to give back")),
                counters,
                memory.allocate(Forward.BYTES, "route look-ups"));

        FlowOwner owner = new FlowOwner(parts.owners().workers());
        TransportHeader transport = new TransportHeader(owner, options.otherProtocols());
        classify = new Classify(options.hairpin(), options.bridge(), transport, owner);
        FragmentTable table = new FragmentTable(memory, held, parts.timeouts().fragment(), parts.tableSeed());
        fragments = new Fragments(table, transport, secondPass, fates, counters, clock);
        lookup = new Lookup(parts.sessions(), memory.allocate(Lookup.BYTES, "lines to prefetch"));

        TimerWheel timers = new TimerWheel(memory, parts.sessions().capacity(), clock.millis());
        life = new SessionLife(
                parts.sessions(),
                parts.ports(),
                first.addresses(),
                timers,
                parts.timeouts(),
                parts.hosts(),
                counters,
                clock);
        PortChoice choice = new PortChoice(
                parts.sessions(),
                parts.ports(),
                new PortRandom(parts.portKey(), parts.self()),
                life,
                options.portOverload(),
                options.softPairing());
        mappings = new Mappings(parts.self(), parts.sessions(), choice, life, clock);
        sessions = new Sessions(
                parts.sessions(), life, creator(choice, counters, memory), counters, clock, options.rstRevives());
        translate = new Translate(parts.self(), options.mssClamp(), counters);
        dispatch = new Dispatch(fates, forward, slowPath, transmit, secondPass, icmp, options.refusal(), counters);
    }

    private SessionCreator creator(PortChoice choice, WorkerCounters counters, TableAllocator memory) {
        Opening opening = new Opening(
                parts.self(),
                parts.sessions(),
                choice,
                mappings,
                life,
                parts.hosts(),
                clock,
                parts.options().softPairing());
        Reachability reach = new Reachability(memory.allocate(Reachability.BYTES, "routes of new sessions"));
        return new SessionCreator(parts.sessions(), reach, mappings, opening, parts.hosts(), life, counters, clock);
    }

    /** Takes over the sessions that the lines of the table hold from an earlier process; once, before packets flow. */
    public Restored restore(Snapshot snapshot) {
        RecordCheck check = new RecordCheck(parts.self(), parts.owners().workers(), snapshot, life);
        return new Restoration(parts.self(), parts.sessions(), mappings, life, parts.hosts(), clock)
                .run(check, snapshot);
    }

    /** Takes a burst through all stages. */
    public void run(Burst burst, Snapshot snapshot) {
        classify.run(burst, snapshot);
        handoff.run(burst, snapshot);
        fragments.run(burst, snapshot);
        lookup.run(burst);
        sessions.run(burst, snapshot);
        translate.run(burst);
        dispatch.run(burst, snapshot);
        forward.run(snapshot);
    }

    /**
     * Ends sessions and fragments whose time has come; once per turn.
     *
     * @return how many timers fired
     */
    public int expire() {
        fragments.expire();
        return life.expire();
    }

    /** Sends what has waited for a neighbor that is known now; once per turn. */
    public void resolveNeighbors(Snapshot snapshot) {
        neighbors.run(snapshot);
    }

    /** Packets that go through the stages again. */
    public SecondPass secondPass() {
        return secondPass;
    }

    /** Sets the gauges of packets that wait in a stage. */
    public void count() {
        neighbors.count();
        fragments.count();
        secondPass.count();
    }
}
