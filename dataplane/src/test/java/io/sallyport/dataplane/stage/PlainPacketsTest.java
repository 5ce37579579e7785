package io.sallyport.dataplane.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.memory.FarEnd;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.packet.Checksum;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NetworkSet;
import io.sallyport.dataplane.snapshot.Snapshot;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short way is taken by what it is for, and by nothing else; that it ends where the full rules do is asserted wherever packets flow. */
class PlainPacketsTest {
    private static final int SERVER = Integer.reverseBytes(0xc000_020a);
    private static final int NAT = Integer.reverseBytes(0xcb00_710a);
    private static final int UNTRANSLATED = Integer.reverseBytes(0xac10_0001);
    private static final int STATIC_PORT = Short.toUnsignedInt(Short.reverseBytes((short) 8_080));

    private final TableArena arena = new TableArena();
    private final MemoryPool pool = new MemoryPool(4);
    private final FarEnd far = new FarEnd(SERVER, arena.allocate(512, "packets"));
    private final Burst burst = new Burst(arena.allocate(Burst.BYTES, "a burst"));
    private final long pointers = arena.allocate(8L * Burst.MAX, "received packets");
    private final PlainPackets plain = new PlainPackets(new FlowOwner(4));
    private final Snapshot snapshot = Topology.usual(new NatFacts(
                    NatFacts.of(NAT).pool(),
                    List.of(new StaticMapping(
                            Ipv4.UDP, Integer.reverseBytes(0x0a10_0001), STATIC_PORT, NAT, STATIC_PORT)),
                    List.of(new NetworkSet.Network(0xac10_0000, 12))))
            .snapshot();

    @AfterEach
    void close() {
        pool.close();
        arena.close();
    }

    interface Change {
        void to(long ip);
    }

    record Case(String what, int from, Change change) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> plainOnes() {
        return Stream.of(
                new Case("UDP from inside", Topology.INSIDE, ip -> {}),
                new Case("UDP from outside", Topology.OUTSIDE, ip -> {}),
                new Case("TCP from inside", Topology.INSIDE, PlainPacketsTest::makeTcp),
                new Case("TCP from outside", Topology.OUTSIDE, PlainPacketsTest::makeTcp),
                new Case("don't fragment", Topology.INSIDE, ip -> Memory.putShortBE(ip + 6, 0x4000)),
                new Case("TTL 2", Topology.INSIDE, ip -> Memory.putByte(ip + 8, 2)),
                new Case(
                        "static mapping's port, from inside",
                        Topology.INSIDE,
                        ip -> Memory.putShort(ip + 20, STATIC_PORT)));
    }

    static Stream<Case> otherOnes() {
        return Stream.of(
                new Case("options", Topology.INSIDE, ip -> Memory.putByte(ip, 0x46)),
                new Case("version 6", Topology.INSIDE, ip -> Memory.putByte(ip, 0x65)),
                new Case("longer than its frame", Topology.INSIDE, ip -> Memory.putShortBE(ip + 2, 47)),
                new Case("shorter than a header", Topology.INSIDE, ip -> Memory.putShortBE(ip + 2, 19)),
                new Case("shorter than its UDP header", Topology.INSIDE, ip -> Memory.putShortBE(ip + 2, 27)),
                new Case("first fragment", Topology.INSIDE, ip -> Memory.putShortBE(ip + 6, 0x2000)),
                new Case("later fragment", Topology.OUTSIDE, ip -> Memory.putShortBE(ip + 6, 1)),
                new Case("TTL 1", Topology.INSIDE, ip -> Memory.putByte(ip + 8, 1)),
                new Case("ICMP", Topology.INSIDE, ip -> Memory.putByte(ip + 9, Ipv4.ICMP)),
                new Case("another protocol", Topology.INSIDE, ip -> Memory.putByte(ip + 9, 47)),
                new Case("another MAC address", Topology.INSIDE, ip -> Memory.putByte(ip - 14, 8)),
                new Case("ARP", Topology.INSIDE, ip -> Memory.putShortBE(ip - 2, Ethernet.TYPE_ARP)),
                new Case("source 0.1.2.3", Topology.INSIDE, ip -> Memory.putByte(ip + 12, 0)),
                new Case("source 127.0.0.1", Topology.INSIDE, ip -> Memory.putByte(ip + 12, 127)),
                new Case("source 224.0.0.1", Topology.INSIDE, ip -> Memory.putByte(ip + 12, 224)),
                new Case("source 255.0.0.1", Topology.INSIDE, ip -> Memory.putByte(ip + 12, 255)),
                new Case("a NAT address as source", Topology.OUTSIDE, ip -> Memory.putInt(ip + 12, NAT)),
                new Case("destination 224.0.0.1", Topology.INSIDE, ip -> Memory.putByte(ip + 16, 224)),
                new Case("hairpin", Topology.INSIDE, ip -> Memory.putInt(ip + 16, NAT)),
                new Case("to a network left untranslated", Topology.INSIDE, ip -> Memory.putInt(ip + 16, UNTRANSLATED)),
                new Case("from outside past NAT", Topology.OUTSIDE, ip -> Memory.putInt(ip + 16, SERVER)),
                new Case("to the gateway", Topology.OUTSIDE, PlainPacketsTest::toTheGateway),
                new Case("UDP shorter than its header", Topology.INSIDE, ip -> Memory.putShortBE(ip + 24, 7)),
                new Case("UDP longer than its packet", Topology.INSIDE, ip -> Memory.putShortBE(ip + 24, 27)),
                new Case("TCP header too short", Topology.INSIDE, ip -> {
                    makeTcp(ip);
                    Memory.putByte(ip + 32, 0x40);
                }),
                new Case("TCP header beyond its packet", Topology.INSIDE, ip -> {
                    makeTcp(ip);
                    Memory.putByte(ip + 32, 0x70);
                }),
                new Case("remote port 0, from inside", Topology.INSIDE, ip -> Memory.putShort(ip + 22, 0)),
                new Case("remote port 0, from outside", Topology.OUTSIDE, ip -> Memory.putShort(ip + 20, 0)),
                new Case("to a static mapping", Topology.OUTSIDE, ip -> Memory.putShort(ip + 22, STATIC_PORT)));
    }

    private static void makeTcp(long ip) {
        Memory.putByte(ip + 9, Ipv4.TCP);
        Memory.putByte(ip + 32, Tcp.HEADER << 2); // in words, in the upper four bits
    }

    private static void toTheGateway(long ip) {
        int own = Topology.usual(NatFacts.of(NAT))
                .interfaces()
                .get(Topology.OUTSIDE)
                .address();
        Memory.putInt(ip + 16, own);
    }

    private long packet(Case one) {
        long mbuf = pool.allocate();
        far.write(mbuf, 17);
        long ip = Mbuf.data(mbuf) + Ethernet.HEADER;
        if (one.from() == Topology.OUTSIDE) {
            Memory.putInt(ip + 12, SERVER);
            Memory.putInt(ip + 16, NAT);
        }
        one.change().to(ip);
        Memory.putShort(ip + Ipv4.CHECKSUM, 0);
        Memory.putShort(ip + Ipv4.CHECKSUM, Checksum.of(ip, Ipv4.HEADER));
        return mbuf;
    }

    private boolean run(int from, long mbuf) {
        Memory.putLong(pointers, mbuf);
        burst.receive(from, pointers, 1);
        return plain.run(burst, snapshot.interfaceAt(from), snapshot);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plainOnes")
    @DisplayName("whole packets of TCP and UDP go the short way")
    void takesTheShortWay(Case one) {
        long mbuf = packet(one);

        assertThat(run(one.from(), mbuf)).isFalse();

        long ip = Mbuf.data(mbuf) + Ethernet.HEADER;
        long packet = burst.first();
        assertThat(Packet.way(packet)).isEqualTo(one.from() == Topology.INSIDE ? Way.OUT : Way.IN);
        assertThat(Packet.addresses(packet)).isEqualTo(Ipv4.addresses(ip));
        assertThat(Packet.ports(packet)).isEqualTo(Memory.getInt(ip + Ipv4.HEADER));
        assertThat(Packet.protocol(packet)).isEqualTo(Ipv4.protocol(ip));
        assertThat(Packet.transport(packet)).isEqualTo(ip + Ipv4.HEADER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherOnes")
    @Tag("C12.4")
    @DisplayName("everything else is left to the full rules")
    void isLeftToTheFullRules(Case one) {
        assertThat(run(one.from(), packet(one))).isTrue();

        assertThat(Packet.way(burst.first())).isEqualTo(Way.UNJUDGED);
    }

    @Test
    @Tag("C12.4")
    void leavesAWrongChecksum() {
        long mbuf = packet(new Case("", Topology.INSIDE, ip -> {}));
        long checksum = Mbuf.data(mbuf) + Ethernet.HEADER + Ipv4.CHECKSUM;
        Memory.putShort(checksum, Memory.getShort(checksum) ^ 1);

        assertThat(run(Topology.INSIDE, mbuf)).isTrue();
    }

    @Test
    void leavesAFrameThatIsTooShortOrInPieces() {
        long tooShort = packet(new Case("", Topology.INSIDE, ip -> {}));
        Mbuf.setLength(tooShort, Ethernet.HEADER + Ipv4.HEADER - 1);
        assertThat(run(Topology.INSIDE, tooShort)).isTrue();

        long inPieces = packet(new Case("", Topology.INSIDE, ip -> {}));
        Memory.putShort(inPieces + 20, 2);
        assertThat(run(Topology.INSIDE, inPieces)).isTrue();
    }

    @Test
    void takesEthernetPaddingOff() {
        long mbuf = packet(new Case("", Topology.INSIDE, ip -> {
            Memory.putShortBE(ip + 2, 30);
            Memory.putShortBE(ip + 24, 10);
        }));

        assertThat(run(Topology.INSIDE, mbuf)).isFalse();

        assertThat(Mbuf.dataLength(mbuf)).isEqualTo(Ethernet.HEADER + 30);
        assertThat(Mbuf.packetLength(mbuf)).isEqualTo(Ethernet.HEADER + 30);
    }
}
