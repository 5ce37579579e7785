package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.packet.Udp;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dpdk.memory.Memory;

/**
 * Sixth stage: rewrites every packet that has a session (checklist C5.1 to C5.4, C5.9). Only the owner of a flow ever gets here with
 * it (C3.7), so both directions are counted by the same worker (C5.5, C5.10).
 */
public final class Translate {
    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;

    private final int self;
    private final int mssClamp;
    private final WorkerCounters counters;

    /**
     * Makes the stage for worker {@code self}.
     *
     * @param mssClamp highest MSS that a SYN leaves with, 0 for any
     */
    public Translate(int self, int mssClamp, WorkerCounters counters) {
        this.self = self;
        this.mssClamp = mssClamp;
        this.counters = counters;
    }

    /** Rewrites the burst. */
    public void run(Burst burst) {
        int out = 0;
        int in = 0;
        int errors = 0;
        long end = burst.end();
        for (long packet = burst.first(); packet < end; packet += Packet.SIZE) {
            int way = Packet.way(packet);
            if (!Way.isTranslated(way)) {
                continue;
            }
            long line = Packet.session(packet);
            assert Packet.owner(packet) == self && SessionLine.owner(line) == self
                    : "rewrite by a worker that is not the owner";
            switch (way) {
                case Way.OUT -> {
                    source(packet, line);
                    clamp(packet);
                    out++;
                }
                case Way.IN -> {
                    destination(packet, line);
                    clamp(packet);
                    in++;
                }
                default -> {
                    EmbeddedRewrite.run(packet, line, way == Way.OUT_ERROR);
                    errors++;
                }
            }
        }
        count(out, in, errors);
    }

    private void clamp(long packet) {
        if (mssClamp > 0 && Packet.protocol(packet) == Ipv4.TCP && !Ipv4.isLaterFragment(Packet.ip(packet))) {
            long tcp = Packet.transport(packet);
            int length = Ipv4.totalLength(Packet.ip(packet)) - Ipv4.headerLength(Packet.ip(packet));
            if ((Tcp.flags(tcp) & Tcp.SYN) != 0) {
                MssClamp.clamp(tcp, Math.min(Tcp.headerLength(tcp), length), mssClamp);
            }
        }
    }

    private void count(int out, int in, int errors) {
        if (errors > 0) {
            counters.add(Counter.ICMP_ERRORS_TRANSLATED, errors);
        }
        if (out > 0) {
            counters.add(Counter.SNAT_PACKETS, out);
        }
        if (in > 0) {
            counters.add(Counter.DNAT_PACKETS, in);
        }
    }

    private static void source(long packet, long line) {
        rewrite(
                Packet.ip(packet),
                Ipv4.SOURCE,
                SessionLine.natAddress(line),
                Packet.transport(packet),
                SOURCE_PORT,
                SessionLine.natPort(line),
                Packet.protocol(packet));
    }

    private static void destination(long packet, long line) {
        rewrite(
                Packet.ip(packet),
                Ipv4.DESTINATION,
                SessionLine.insideAddress(line),
                Packet.transport(packet),
                DESTINATION_PORT,
                SessionLine.insidePort(line),
                Packet.protocol(packet));
    }

    private static void rewrite(
            long ip, int addressOffset, int address, long transport, int portOffset, int port, int protocol) {
        int addressChange = Checksum.change32(Memory.getInt(ip + addressOffset), address);
        Memory.putInt(ip + addressOffset, address);
        mend(ip + Ipv4.CHECKSUM, addressChange);
        if (!Ipv4.hasPorts(protocol) || Ipv4.isLaterFragment(ip)) {
            return;
        }
        if (protocol == Ipv4.ICMP) {
            int portChange = Checksum.change16(Memory.getShort(transport + Icmp.IDENTIFIER), port);
            Memory.putShort(transport + Icmp.IDENTIFIER, port);
            mendIcmp(ip, transport, portChange); // no pseudo header in ICMP
            return;
        }
        int change = addressChange + Checksum.change16(Memory.getShort(transport + portOffset), port);
        Memory.putShort(transport + portOffset, port);
        if (protocol == Ipv4.TCP) {
            mend(transport + Tcp.CHECKSUM, change);
        } else {
            mendUdp(transport + Udp.CHECKSUM, change);
        }
    }

    static void mend(long checksum, int change) {
        Memory.putShort(checksum, Checksum.update(Memory.getShort(checksum), change));
    }

    /**
     * The only message whose words are all zero is an ICMP one: its checksum is 65535, which no change can tell from the zero
     * of others; so where zero comes out, the message is looked at. In a fragment it cannot be, and zero stays.
     */
    static void mendIcmp(long ip, long icmp, int change) {
        mend(icmp + Icmp.CHECKSUM, change);
        if (Memory.getShort(icmp + Icmp.CHECKSUM) == 0 && !Ipv4.isFragment(ip)) {
            int length = Ipv4.totalLength(ip) - Ipv4.headerLength(ip);
            int sum = Checksum.of(icmp, length);
            Memory.putShort(icmp + Icmp.CHECKSUM, sum == 0xffff ? sum : 0);
        }
    }

    /** A UDP checksum of zero means there is none and stays; one that comes out as zero is sent as 65535 (RFC 768). */
    static void mendUdp(long checksum, int change) {
        int before = Memory.getShort(checksum);
        if (before != 0) {
            int after = Checksum.update(before, change);
            Memory.putShort(checksum, after == 0 ? 0xffff : after);
        }
    }
}
