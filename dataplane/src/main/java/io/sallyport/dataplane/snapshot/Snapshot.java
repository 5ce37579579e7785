package io.sallyport.dataplane.snapshot;

import io.sallyport.dataplane.ownership.PoolSpread;
import java.util.List;

/**
 * Everything workers read that the control thread decides, as of one moment. Immutable: a change is a new snapshot,
 * published by {@link SnapshotPublisher}. Arrays in it are not copied and must not be changed.
 */
public final class Snapshot {
    private final long version;
    private final List<InterfaceFacts> interfaces;
    private final InterfaceFacts[] byNumber;
    private final NatFacts nat;
    private final PoolAddress[] pool;
    private final PoolSpread spread;
    private final StaticTable statics;
    private final NetworkSet untranslated;
    private final AddressTable addresses;
    private final RouteTable routes;
    private final NextHop[] nextHops;
    private final NeighborTable neighbors;

    /**
     * Makes a snapshot.
     *
     * @param version its number, higher than that of every earlier one, from 1
     * @param interfaces all interfaces in order of their numbers
     * @param nat pool, static mappings and destinations left untranslated
     * @param routes from destination to index in {@code nextHops}
     * @param nextHops where routes lead
     * @param neighbors known MAC addresses
     */
    public Snapshot(
            long version,
            List<InterfaceFacts> interfaces,
            NatFacts nat,
            RouteTable routes,
            List<NextHop> nextHops,
            NeighborTable neighbors) {
        this.version = version;
        this.interfaces = List.copyOf(interfaces);
        this.byNumber = interfaces.toArray(InterfaceFacts[]::new);
        this.nat = nat;
        this.pool = nat.pool().toArray(PoolAddress[]::new);
        this.spread = new PoolSpread(pool.length);
        this.statics = new StaticTable(nat.statics());
        this.untranslated = new NetworkSet(nat.untranslated());
        this.addresses = new AddressTable(interfaces, nat);
        this.routes = routes;
        this.nextHops = nextHops.toArray(NextHop[]::new);
        this.neighbors = neighbors;
    }

    private Snapshot(Snapshot base, NeighborTable neighbors) {
        this.version = base.version + 1;
        this.interfaces = base.interfaces;
        this.byNumber = base.byNumber;
        this.nat = base.nat;
        this.pool = base.pool;
        this.spread = base.spread;
        this.statics = base.statics;
        this.untranslated = base.untranslated;
        this.addresses = base.addresses;
        this.routes = base.routes;
        this.nextHops = base.nextHops;
        this.neighbors = neighbors;
    }

    /** Returns the next version, with other neighbors and all else the same. */
    public Snapshot withNeighbors(NeighborTable changed) {
        return new Snapshot(this, changed);
    }

    /** Number of this snapshot. */
    public long version() {
        return version;
    }

    /** All interfaces in order of their numbers. */
    public List<InterfaceFacts> interfaces() {
        return interfaces;
    }

    /** The interface with a number. */
    public InterfaceFacts interfaceAt(int number) {
        return byNumber[number];
    }

    /** What the configuration says about translation. */
    public NatFacts nat() {
        return nat;
    }

    /** Number of pool addresses. */
    public int poolSize() {
        return pool.length;
    }

    /** The pool address with an index. */
    public PoolAddress pool(int index) {
        return pool[index];
    }

    /** The static mappings. */
    public StaticTable statics() {
        return statics;
    }

    /** Destinations that are routed untranslated. */
    public NetworkSet untranslated() {
        return untranslated;
    }

    /** Which pool address an inside host gets. */
    public PoolSpread spread() {
        return spread;
    }

    /** The gateway's own addresses. */
    public AddressTable addresses() {
        return addresses;
    }

    /** The route table. */
    public RouteTable routes() {
        return routes;
    }

    /** The next hop with a number that {@link #routes} gave. */
    public NextHop nextHop(long number) {
        return nextHops[(int) number];
    }

    /** The known neighbors. */
    public NeighborTable neighbors() {
        return neighbors;
    }
}
