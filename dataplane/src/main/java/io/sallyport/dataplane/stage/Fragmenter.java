package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * Cuts a packet that is too long for the next link into fragments (RFC 791 section 3.2; docs/translation.md section 9): all but the
 * last as long as fits. Owner worker only.
 */
final class Fragmenter {
    /** Most fragments of one packet that callers make room for: 12 KB at the least MTU there is, 68. */
    static final int MOST = 256;
    /** Bytes of scratch memory that {@link #Fragmenter} needs. */
    static final long BYTES = 8;

    private final PacketPool pool;
    private final long scratch;

    /**
     * Makes a cutter.
     *
     * @param pool where the buffers of all fragments but the first come from
     * @param scratch memory of {@link #BYTES} bytes
     */
    Fragmenter(PacketPool pool, long scratch) {
        this.pool = pool;
        this.scratch = scratch;
    }

    /**
     * Cuts a packet. The first fragment stays in its buffer; the others are in buffers from the pool, whose device and tag are
     * not set. The packet may be a fragment itself. Whether it may be cut at all (DF) is for the caller to know.
     *
     * @param mbuf an Ethernet frame in one segment with a valid IPv4 packet that is finished but for this
     * @param mtu longest IPv4 packet that the link takes, in bytes
     * @param out where the fragments' buffers are put, in order
     * @return how many fragments there are, 1 if the packet fits as it is; 0, with nothing changed, if buffers ran out or are
     *     too small, if {@code out} is, if no eight bytes fit beside a header, or if a fragment would begin where no
     *     fragment offset reaches
     */
    int cut(long mbuf, int mtu, long[] out) {
        long ip = Mbuf.data(mbuf) + Ethernet.HEADER;
        int payload = Ipv4.totalLength(ip) - Ipv4.headerLength(ip);
        if (Ipv4.totalLength(ip) <= mtu) {
            out[0] = mbuf;
            return 1;
        }
        int first = (mtu - Ipv4.headerLength(ip)) & -8;
        int header = FragmentHeader.laterLength(ip);
        int later = (mtu - header) & -8;
        if (first < 8 || later < 8) {
            return 0;
        }
        int rest = payload - first;
        int room = mtu - header; // the last one takes whatever fits
        int count = rest <= room ? 2 : 2 + (rest - room + later - 1) / later;
        int lastBegins = first + (count - 2) * later;
        boolean reached = FragmentHeader.offset(ip) + (lastBegins >>> 3) <= FragmentHeader.OFFSET_BITS;
        int longest = Ethernet.HEADER + header + Math.min(room, rest);
        if (count > out.length || !reached || !take(count, longest, out)) {
            return 0;
        }
        out[0] = mbuf;
        for (int n = 1; n < count; n++) {
            int from = first + (n - 1) * later;
            fill(out[n], ip, from, n == count - 1 ? payload - from : later, n == count - 1);
        }
        Mbuf.setLength(mbuf, Ethernet.HEADER + Ipv4.headerLength(ip) + first);
        FragmentHeader.place(ip, first, 0, false);
        return count;
    }

    /** Takes buffers for all fragments but the first, each with room for {@code bytes}; all or none. */
    private boolean take(int count, int bytes, long[] out) {
        for (int n = 1; n < count; n++) {
            out[n] = pool.allocate();
            boolean fits = out[n] != 0 && Mbuf.capacity(out[n]) >= bytes;
            if (!fits) {
                giveBack(out[n] == 0 ? n : n + 1, out);
                return false;
            }
        }
        return true;
    }

    private void giveBack(int end, long[] out) {
        for (int n = 1; n < end; n++) {
            Memory.putLong(scratch, out[n]);
            pool.free(scratch, 1);
        }
    }

    /** Writes a later fragment with {@code length} bytes of the packet's payload, from {@code from} on. */
    private static void fill(long mbuf, long ip, int from, int length, boolean last) {
        int header = FragmentHeader.laterLength(ip);
        Mbuf.setLength(mbuf, Ethernet.HEADER + header + length);
        long frame = Mbuf.data(mbuf);
        long later = frame + Ethernet.HEADER;
        Memory.copy(ip - Ethernet.HEADER, frame, Ethernet.HEADER);
        FragmentHeader.writeLater(ip, later);
        Memory.copy(ip + Ipv4.headerLength(ip) + from, later + header, length);
        FragmentHeader.place(later, length, from >>> 3, last);
    }
}
