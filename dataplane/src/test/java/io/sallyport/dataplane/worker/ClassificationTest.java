package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame has a fate, and a wrong one has a reason. */
class ClassificationTest {
    private static final End HOST = End.of("10.1.2.3", 40_001);
    private static final End SERVER = End.of("192.0.2.10", 53);

    private final Rig rig = Rig.of(1);

    @AfterEach
    void nothingIsLost() {
        rig.freeSlowPath();
        rig.assertNothingLost(0);
        rig.close();
    }

    interface Change {
        void to(long mbuf);
    }

    record Case(String what, DropReason reason, int from, Change change) {
        @Override
        public String toString() {
            return what + ": " + reason.label();
        }
    }

    /** Changes to a good UDP packet from inside, or to one from outside to a pool address. */
    static Stream<Case> cases() {
        return Stream.of(
                new Case("frame of 13 bytes", DropReason.MALFORMED_ETHERNET, INSIDE, m -> Mbuf.setLength(m, 13)),
                new Case("two segments", DropReason.MALFORMED_ETHERNET, INSIDE, m -> Memory.putShort(m + 20, 2)),
                new Case("VLAN tag", DropReason.VLAN_TAGGED, INSIDE, m -> type(m, 0x8100)),
                new Case("service VLAN tag", DropReason.VLAN_TAGGED, OUTSIDE, m -> type(m, 0x88a8)),
                new Case("broadcast frame", DropReason.DESTINATION_NOT_UNICAST, INSIDE, m -> mac(m, -1)),
                new Case("another host's MAC", DropReason.DESTINATION_NOT_UNICAST, INSIDE, m -> mac(m, 0x0606)),
                new Case("IP version 6", DropReason.MALFORMED_IPV4, INSIDE, m -> ipByte(m, 0, 0x65)),
                new Case("header of 16 bytes", DropReason.MALFORMED_IPV4, INSIDE, m -> ipByte(m, 0, 0x44)),
                new Case("options beyond the packet", DropReason.MALFORMED_IPV4, INSIDE, m -> ipByte(m, 0, 0x4f)),
                new Case("total length too long", DropReason.MALFORMED_IPV4, INSIDE, m -> ipShort(m, 2, 60)),
                new Case("total length below header", DropReason.MALFORMED_IPV4, INSIDE, m -> ipShort(m, 2, 19)),
                new Case("header checksum", DropReason.BAD_IP_CHECKSUM, INSIDE, m -> flip(m, 4)),
                new Case("source 0.0.0.0", DropReason.SPOOFED_SOURCE, INSIDE, m -> source(m, "0.0.0.0")),
                new Case("source 127.0.0.1", DropReason.SPOOFED_SOURCE, OUTSIDE, m -> source(m, "127.0.0.1")),
                new Case("source multicast", DropReason.SPOOFED_SOURCE, INSIDE, m -> source(m, "224.0.0.5")),
                new Case("source the gateway", DropReason.SPOOFED_SOURCE, INSIDE, m -> source(m, "10.0.0.1")),
                new Case("source a pool address", DropReason.SPOOFED_SOURCE, INSIDE, m -> source(m, "203.0.113.10")),
                new Case("to multicast", DropReason.DESTINATION_NOT_UNICAST, INSIDE, m -> target(m, "224.0.0.251")),
                new Case("to broadcast", DropReason.DESTINATION_NOT_UNICAST, INSIDE, m -> target(m, "255.255.255.255")),
                new Case("transit from outside", DropReason.NO_NAT_ROLE, OUTSIDE, m -> target(m, "192.0.2.77")),
                new Case("straight to an inside host", DropReason.NO_NAT_ROLE, OUTSIDE, m -> target(m, "10.1.2.3")),
                new Case("inside to inside", DropReason.NO_NAT_ROLE, INSIDE, m -> target(m, "10.9.9.9")),
                new Case("first fragment", DropReason.FRAGMENT_REFUSED, INSIDE, m -> fragment(m, 0x2000)),
                new Case("fragment beyond the end", DropReason.FRAGMENT_REFUSED, OUTSIDE, m -> fragment(m, 0x1fff)),
                new Case(
                        "to a subnet's broadcast",
                        DropReason.DESTINATION_NOT_UNICAST,
                        INSIDE,
                        m -> target(m, "198.51.100.255")),
                new Case("TTL 1", DropReason.TTL_EXPIRED, INSIDE, m -> ttl(m, 1)),
                new Case("TTL 0", DropReason.TTL_EXPIRED, INSIDE, m -> ttl(m, 0)),
                new Case("AH", DropReason.UNSUPPORTED_PROTOCOL, INSIDE, m -> protocol(m, 51)),
                new Case("UDP length beyond packet", DropReason.MALFORMED_UDP, INSIDE, m -> udpLength(m, 100)),
                new Case("UDP length below header", DropReason.MALFORMED_UDP, INSIDE, m -> udpLength(m, 7)),
                new Case("TCP header cut short", DropReason.MALFORMED_TCP, INSIDE, m -> protocol(m, 6)),
                new Case("nobody asked", DropReason.ED_FILTER, OUTSIDE, m -> {}),
                new Case(
                        "to a well-known port",
                        DropReason.ED_FILTER,
                        OUTSIDE,
                        m -> Memory.putShortBE(Packets.transport(m) + 2, 80)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Tag("C12.4")
    @Tag("C12.5")
    @Tag("C9.5")
    @Tag("C2.4")
    @Tag("C2.5")
    void dropsWithItsReason(Case wrong) {
        long mbuf = wrong.from() == INSIDE
                ? Packets.udp(rig.pool, HOST, SERVER, 12)
                : Packets.udp(rig.pool, SERVER, new End(Rig.POOL[0], 5000), 12);
        wrong.change().to(mbuf);
        rig.inject(wrong.from(), 0, mbuf);
        rig.run();
        assertThat(rig.total(wrong.reason())).as("drops: " + rig.drops()).isEqualTo(1);
        assertThat(rig.sent(OUTSIDE)).isEmpty();
        var answers = rig.sent(INSIDE);
        assertThat(answers).hasSize(wrong.reason() == DropReason.TTL_EXPIRED ? 1 : 0);
        answers.forEach(rig.pool::free);
        assertThat(rig.total(Counter.RX_PACKETS)).isEqualTo(1);
    }

    @ParameterizedTest(name = "protocol {0}")
    @ValueSource(ints = {Ipv4.ICMP, Ipv4.TCP, Ipv4.UDP})
    @Tag("C12.5")
    @DisplayName("a transport header cut short is refused at every length, to a server and to the gateway itself")
    void shortTransportHeaders(int protocol) {
        int header = protocol == Ipv4.TCP ? 20 : 8;
        for (int length = 0; length < header; length++) {
            long mbuf = Packets.frame(rig.pool, protocol, HOST.address(), SERVER.address(), length);
            refresh(mbuf);
            rig.inject(INSIDE, 0, mbuf);
        }
        rig.run();
        DropReason reason = protocol == Ipv4.ICMP
                ? DropReason.MALFORMED_ICMP
                : protocol == Ipv4.TCP ? DropReason.MALFORMED_TCP : DropReason.MALFORMED_UDP;
        assertThat(rig.total(reason)).isEqualTo(header);
        for (int length = 0; length < 8; length++) {
            long mbuf = Packets.frame(rig.pool, Ipv4.ICMP, HOST.address(), Packets.address("10.0.0.1"), length);
            refresh(mbuf);
            rig.inject(INSIDE, 0, mbuf);
        }
        rig.run();
        assertThat(rig.total(DropReason.MALFORMED_ICMP)).isEqualTo(protocol == Ipv4.ICMP ? 16 : 8);
    }

    @Test
    @Tag("C12.5")
    @DisplayName("an ICMP error whose quote is too short to tell its flow is refused at every length")
    void shortQuotes() {
        for (int quoted = 0; quoted < 28; quoted++) {
            long about = Packets.udp(rig.pool, new End(Rig.POOL[0], 5000), SERVER, 12);
            rig.inject(OUTSIDE, 0, Packets.error(rig.pool, 3, 3, SERVER.address(), Rig.POOL[0], about, quoted));
            rig.pool.free(about);
        }
        rig.run();
        assertThat(rig.total(DropReason.MALFORMED_ICMP)).isEqualTo(28);
    }

    @Test
    @Tag("C2.6")
    @DisplayName("IPv6 crosses unchanged in both directions and is counted as bypass")
    void bridgesOtherProtocols() {
        for (int from : new int[] {INSIDE, OUTSIDE}) {
            long mbuf = Packets.udp(rig.pool, HOST, SERVER, 40);
            type(mbuf, 0x86dd);
            byte[] before = Memory.bytes(Mbuf.data(mbuf), Mbuf.dataLength(mbuf));
            rig.inject(from, 0, mbuf);
            rig.run();
            long out = rig.onlySent(1 - from);
            assertThat(Memory.bytes(Mbuf.data(out), Mbuf.dataLength(out))).isEqualTo(before);
            rig.pool.free(out);
        }
        assertThat(rig.total(Counter.BYPASS_PACKETS)).isEqualTo(2);
    }

    @Test
    @DisplayName("Ethernet padding does not follow the packet")
    void dropsPadding() {
        long mbuf = Packets.tcp(rig.pool, HOST, SERVER, Tcp.SYN, 0);
        long padded = rig.pool.packet(60);
        Memory.copy(Mbuf.data(mbuf), Mbuf.data(padded), Mbuf.dataLength(mbuf));
        rig.pool.free(mbuf);
        rig.inject(INSIDE, 0, padded);
        rig.run();
        long out = rig.onlySent(OUTSIDE);
        assertThat(Mbuf.packetLength(out)).isEqualTo(54);
        rig.pool.free(out);
    }

    private static void type(long mbuf, int type) {
        Memory.putShortBE(Mbuf.data(mbuf) + 12, type);
    }

    private static void mac(long mbuf, int lowBytes) {
        Memory.putInt(Mbuf.data(mbuf), lowBytes);
    }

    private static void ipByte(long mbuf, int offset, int value) {
        Memory.putByte(Packets.ip(mbuf) + offset, value);
    }

    private static void ipShort(long mbuf, int offset, int value) {
        Memory.putShortBE(Packets.ip(mbuf) + offset, value);
        refresh(mbuf);
    }

    private static void flip(long mbuf, int offset) {
        Memory.putByte(Packets.ip(mbuf) + offset, ~Memory.getByte(Packets.ip(mbuf) + offset));
    }

    private static void source(long mbuf, String address) {
        Memory.putInt(Packets.ip(mbuf) + 12, Packets.address(address));
        refresh(mbuf);
    }

    private static void target(long mbuf, String address) {
        Memory.putInt(Packets.ip(mbuf) + 16, Packets.address(address));
        refresh(mbuf);
    }

    private static void fragment(long mbuf, int bits) {
        ipShort(mbuf, 6, bits);
    }

    private static void ttl(long mbuf, int ttl) {
        ipByte(mbuf, 8, ttl);
        refresh(mbuf);
    }

    private static void protocol(long mbuf, int protocol) {
        ipByte(mbuf, 9, protocol);
        refresh(mbuf);
    }

    private static void udpLength(long mbuf, int length) {
        Memory.putShortBE(Packets.transport(mbuf) + 4, length);
    }

    private static void refresh(long mbuf) {
        long ip = Packets.ip(mbuf);
        Memory.putShortBE(ip + 10, 0);
        Memory.putShortBE(ip + 10, Packets.checksum(ip, 20, 0));
    }
}
