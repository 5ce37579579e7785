package io.sallyport.gateway.plane;

import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.worker.RingSet;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.NumaNode;
import io.sallyport.gateway.numa.Placement;
import io.sallyport.gateway.state.SessionFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the memory of a data plane really is, as the kernel says it now: pieces of at most 2 MiB by NUMA node, {@link NumaNode#UNKNOWN}
 * where it does not say. Any thread, as long as the data plane is there.
 */
public final class Places {
    private final Placement placement;
    private final List<TableArena> arenas;
    private final @Nullable SessionFiles files;
    private final RingSet rings;
    private final BufferPools pools;

    Places(
            Placement placement,
            List<TableArena> arenas,
            @Nullable SessionFiles files,
            RingSet rings,
            BufferPools pools) {
        this.placement = placement;
        this.arenas = arenas;
        this.files = files;
        this.rings = rings;
        this.pools = pools;
    }

    /** Where it was to be. */
    public Placement placement() {
        return placement;
    }

    /** Tables of a worker; sessions among them where they are in no file. */
    public Map<Integer, Long> tables(int worker) {
        return arenas.get(worker).pieces();
    }

    /** The file of a worker's sessions; empty if there is none. */
    public Map<Integer, Long> sessions(int worker) {
        return files == null ? Map.of() : files.pieces(worker);
    }

    /** Rings that a worker takes packets from, and those between it and the control thread. */
    public Map<Integer, Long> rings(int worker) {
        Map<Integer, Long> all = new TreeMap<>();
        for (Ring ring : rings.of(worker)) {
            all.merge(NumaNode.of(ring.address()), 1L, Long::sum);
        }
        return all;
    }

    /** Packet buffers that the device of an interface fills. */
    public Map<Integer, Long> buffers(int interfaceNumber) {
        return pools.ofInterface(interfaceNumber).pieces();
    }
}
