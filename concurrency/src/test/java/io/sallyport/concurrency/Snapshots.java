package io.sallyport.concurrency;

import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NeighborTable;
import io.sallyport.dataplane.snapshot.NeighborTable.Neighbor;
import io.sallyport.dataplane.snapshot.NextHop;
import io.sallyport.dataplane.snapshot.PrefixList;
import io.sallyport.dataplane.snapshot.Role;
import io.sallyport.dataplane.snapshot.Snapshot;
import java.util.List;

/** Snapshots that differ in the MAC address of the one neighbor, which is the version. */
final class Snapshots {
    private static final int NEIGHBOR = 0x0100_000a;
    private static final Snapshot FIRST = new Snapshot(
            1,
            List.of(new InterfaceFacts("inside", Role.INSIDE, 0x0200_000a, 8, 2, 1500)),
            NatFacts.of(0x0a71_00cb),
            new PrefixList(List.of()),
            List.of(new NextHop(0, NEIGHBOR)),
            neighbors(1));

    private static final Snapshot SECOND = FIRST.withNeighbors(neighbors(2));
    private static final Snapshot THIRD = SECOND.withNeighbors(neighbors(3));

    private Snapshots() {}

    /** Versions 1 to 3, made before: so that threads meet where they are used. */
    static Snapshot ofVersion(int version) {
        return version == 1 ? FIRST : version == 2 ? SECOND : THIRD;
    }

    /** What follows version 1, made now: so that threads meet where it is filled in. */
    static Snapshot second() {
        return FIRST.withNeighbors(neighbors(2));
    }

    private static NeighborTable neighbors(long mac) {
        return new NeighborTable(List.of(new Neighbor(0, NEIGHBOR, mac)));
    }

    /** The MAC address that a snapshot knows. */
    static long mac(Snapshot snapshot) {
        return snapshot.neighbors().find(NeighborTable.key(0, NEIGHBOR));
    }
}
