package io.sallyport.verify.simulation;

import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.verify.check.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Packet buffers, and whose packet is in each that is out. One thread. */
final class WatchedPool implements PacketPool, AutoCloseable {
    private static final int BUFFERS = 2_560;

    private final MemoryPool pool = new MemoryPool(BUFFERS);
    private final Map<Long, Parcel> out = new HashMap<>();
    private final List<Parcel> given = new ArrayList<>();
    private long generated;

    /** Puts a packet into a buffer; 0 if none is left. */
    long fill(byte[] frame, Parcel parcel) {
        long mbuf = pool.packet(frame.length);
        if (mbuf != 0) {
            Memory.put(Mbuf.data(mbuf), frame);
            out.put(mbuf, parcel);
        }
        return mbuf;
    }

    /** A worker wants a buffer for a packet of the gateway's own. */
    @Override
    public long allocate() {
        long mbuf = pool.allocate();
        if (mbuf != 0) {
            out.put(mbuf, Parcel.generated());
            generated++;
        }
        return mbuf;
    }

    /** A worker gives buffers back. */
    @Override
    public void free(long pointers, int n) {
        for (int k = 0; k < n; k++) {
            given.add(free(Memory.getLong(pointers + 8L * k)));
        }
    }

    /** Takes one buffer back; returns what was in it. */
    Parcel free(long mbuf) {
        Parcel parcel = out.remove(mbuf);
        if (parcel == null) {
            throw new Finding("buffer", "a buffer is given back that nobody has");
        }
        pool.free(mbuf);
        return parcel;
    }

    /** What is in a buffer. */
    Parcel parcel(long mbuf) {
        Parcel parcel = out.get(mbuf);
        if (parcel == null) {
            throw new Finding("buffer", "a packet is in a buffer that was given back");
        }
        return parcel;
    }

    /** Packets whose buffers workers have given back since the last call of {@link #forget}. */
    List<Parcel> given() {
        return given;
    }

    void forget() {
        given.clear();
    }

    /** Buffers that are out. */
    int out() {
        return out.size();
    }

    /** Packets in all buffers that are out. */
    Collection<Parcel> parcels() {
        return out.values();
    }

    /** Buffers that workers have taken for packets of their own since {@link #reset}. */
    long generated() {
        return generated;
    }

    /** Takes all buffers back, wherever they are. */
    void reset() {
        out.keySet().forEach(pool::free);
        out.clear();
        given.clear();
        generated = 0;
        if (pool.available() != BUFFERS) {
            throw new IllegalStateException("the pool has " + pool.available() + " of " + BUFFERS + " buffers");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
