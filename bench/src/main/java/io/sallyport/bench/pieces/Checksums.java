package io.sallyport.bench.pieces;

import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.memory.Memory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Mending a checksum beside computing it. */
@State(Scope.Thread)
public class Checksums {
    private static final int IP_HEADER = 20;
    private static final int LONG_PAYLOAD = 1_480;

    private final TableArena arena = new TableArena();
    private final long bytes = arena.allocate(2_048, "packet");

    /** For another address and another port, as of every packet that is translated. */
    @Benchmark
    public int mendAddressAndPort() {
        int address = Memory.getInt(bytes + 12) + 1;
        Memory.putInt(bytes + 12, address);
        int change = Checksum.change32(Memory.getInt(bytes + 16), address)
                + Checksum.change16(Memory.getShort(bytes + 20), address);
        int mended = Checksum.update(Memory.getShort(bytes + 10), change);
        Memory.putShort(bytes + 10, mended);
        return mended;
    }

    /** Over an IPv4 header, as of every packet that is received. */
    @Benchmark
    public int wholeIpHeader() {
        return Checksum.of(bytes, IP_HEADER);
    }

    /** Over the payload of a packet of 1,500 bytes: what mending saves. */
    @Benchmark
    public int wholeLongPayload() {
        return Checksum.of(bytes, LONG_PAYLOAD);
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        arena.close();
    }
}
