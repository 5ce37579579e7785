package io.sallyport.verify.simulation;

import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.verify.check.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Packet buffers, and whose packet is in each that is out. One thread. */
final class WatchedPool implements PacketPool, AutoCloseable {
    private static final int BUFFERS = 2_560;

    private final MemoryPool pool = new MemoryPool(BUFFERS);
    private final Map<Long, Parcel> out = new HashMap<>();
    private final Set<Long> sent = new HashSet<>();
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

    private Parcel free(long mbuf) {
        Parcel parcel = out.remove(mbuf);
        if (parcel == null) {
            throw new Finding("buffer", "a worker gives a buffer back that it does not have");
        }
        pool.free(mbuf);
        return parcel;
    }

    /** The packet in a buffer is a device's now. */
    Parcel sent(long mbuf) {
        Parcel parcel = out.remove(mbuf);
        if (parcel == null) {
            throw new Finding("buffer", "a packet is sent in a buffer that is not the worker's");
        }
        sent.add(mbuf);
        return parcel;
    }

    /** A device is done with a buffer. */
    void done(long mbuf) {
        if (!sent.remove(mbuf)) {
            throw new Finding("buffer", "a buffer is a device's and a worker's at once");
        }
        pool.free(mbuf);
    }

    /** Packets whose buffers workers have given back since the last call of {@link #forget}. */
    List<Parcel> given() {
        return given;
    }

    void forget() {
        given.clear();
    }

    /** Packets whose way leads from one worker straight to another. */
    int headed(int from, int to) {
        int count = 0;
        for (Parcel parcel : out.values()) {
            count += parcel.way().leads(from, to) ? 1 : 0;
        }
        return count;
    }

    /** Buffers that are out, those of devices that have sent them left out. */
    int out() {
        return out.size();
    }

    /** Packets in all buffers that are out and not sent. */
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
        sent.forEach(pool::free);
        out.clear();
        sent.clear();
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
