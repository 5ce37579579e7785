package io.sallyport.dataplane.stage;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.device.PacketPool;
import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;

/**
 * ICMP that the gateway sends itself: errors to the sender of a packet, from the address of the interface it came in by
 * (RFC 1812 section 4.3.2, so that traceroute shows the gateway, checklist C7.10), and answers to pings.
 */
final class OwnIcmp {
    private static final int TTL = 64;
    /** An error must not be longer than this (RFC 1812 section 4.3.2.3). */
    private static final int MAX_LENGTH = 576;

    private static final int MAX_QUOTE = MAX_LENGTH - Ipv4.HEADER - Icmp.HEADER;
    private static final long ERRORS_PER_SECOND = 1_000;

    private final PacketPool pool;
    private final SecondPass secondPass;
    private final WorkerCounters counters;
    private final Clock clock;
    private final TokenBucket limit = new TokenBucket(ERRORS_PER_SECOND);

    OwnIcmp(PacketPool pool, SecondPass secondPass, WorkerCounters counters, Clock clock) {
        this.pool = pool;
        this.secondPass = secondPass;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Sends an error about a packet to its sender, on a second pass: one about a packet that is translated already goes
     * back through its translation. Nothing is sent about an ICMP error or a later fragment (RFC 1122 section 3.2.2),
     * beyond the rate limit, or without a buffer.
     *
     * @param ip the offending packet's IPv4 header, valid
     * @param from number of the interface that the packet came in by
     * @param source address of that interface, or the one the packet was for; packet byte order
     * @param pass {@link Pass#FINISHED} where the packet is as its sender sent it, {@link Pass#INBOUND} where it was
     *     translated to outside, {@link Pass#OUTBOUND} to inside
     * @param nextHopMtu the MTU for {@link Icmp#CODE_TOO_BIG}, else 0
     */
    void error(long ip, int from, int source, int type, int code, int nextHopMtu, int pass) {
        if (Ipv4.isLaterFragment(ip) || isIcmpError(ip) || !limit.take(clock.millis())) {
            return;
        }
        long mbuf = pool.allocate();
        if (mbuf == 0) {
            return;
        }
        int quoted = Math.min(Ipv4.totalLength(ip), MAX_QUOTE);
        int length = Ipv4.HEADER + Icmp.HEADER + quoted;
        Mbuf.setLength(mbuf, Ethernet.HEADER + length);
        long frame = Mbuf.data(mbuf);
        Ethernet.setType(frame, Ethernet.TYPE_IPV4);
        long answer = frame + Ethernet.HEADER;
        long icmp = answer + Ipv4.HEADER;
        Memory.copy(ip, icmp + Icmp.HEADER, quoted);
        Memory.putByte(icmp, type);
        Memory.putByte(icmp + 1, code);
        Memory.putShort(icmp + Icmp.CHECKSUM, 0);
        Memory.putShort(icmp + 4, 0);
        Memory.putShortBE(icmp + 6, nextHopMtu);
        Memory.putShort(icmp + Icmp.CHECKSUM, Checksum.of(icmp, Icmp.HEADER + quoted));
        Ipv4.write(answer, length, TTL, Ipv4.ICMP, source, Ipv4.source(ip));
        counters.add(Counter.GENERATED_PACKETS, 1);
        secondPass.add(mbuf, from, Pass.ON_LAST_LEG | pass, 0);
    }

    private static boolean isIcmpError(long ip) {
        int header = Ipv4.headerLength(ip);
        return Ipv4.protocol(ip) == Ipv4.ICMP && Ipv4.totalLength(ip) > header && Icmp.isError(Icmp.type(ip + header));
    }

    /** Turns an echo request to the gateway into its answer: one packet consumed, one generated, in the same buffer. */
    void echo(long mbuf, int from, long ip) {
        long icmp = ip + Ipv4.headerLength(ip);
        int source = Ipv4.destination(ip);
        int destination = Ipv4.source(ip);
        Memory.putInt(ip + Ipv4.SOURCE, source);
        Memory.putInt(ip + Ipv4.DESTINATION, destination);
        int word = Memory.getShort(ip + 8);
        int renewed = (word & 0xff00) | TTL;
        Memory.putShort(ip + 8, renewed);
        Translate.mend(ip + Ipv4.CHECKSUM, Checksum.change16(word, renewed));
        int kind = Memory.getShort(icmp);
        Memory.putByte(icmp, Icmp.ECHO_REPLY);
        Translate.mendIcmp(ip, icmp, Checksum.change16(kind, Memory.getShort(icmp)));
        counters.add(Counter.CONSUMED_PACKETS, 1);
        counters.add(Counter.GENERATED_PACKETS, 1);
        secondPass.add(mbuf, from, Pass.ON_LAST_LEG | Pass.FINISHED, 0);
    }
}
