package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.memory.Memory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One worker, one flow: what goes in and what comes out. */
class TranslationTest {
    private static final End HOST = End.of("10.1.2.3", 40_001);
    private static final End SERVER = End.of("192.0.2.10", 53);

    private final Rig rig = Rig.of(1);

    @AfterEach
    void nothingIsLost() {
        rig.assertNothingLost(0);
        rig.close();
    }

    private void free(long mbuf) {
        rig.pool.free(mbuf);
    }

    /** Sends a packet from inside and returns the NAT end that outside sees. */
    private End open(long packet) {
        rig.inject(INSIDE, 0, packet);
        rig.run();
        long out = rig.onlySent(OUTSIDE);
        assertThat(Packets.checksumsHold(out)).as("checksums").isTrue();
        End nat = Packets.source(out);
        free(out);
        return nat;
    }

    @Test
    @Tag("C5.1")
    @Tag("C5.2")
    @Tag("C5.3")
    @DisplayName("rewrites source address and port of a UDP packet from inside, TTL one less, checksums right")
    void translatesOut() {
        rig.inject(INSIDE, 0, Packets.udp(rig.pool, HOST, SERVER, 33));
        rig.run();
        long out = rig.onlySent(OUTSIDE);
        assertThat(Packets.source(out).address()).isIn(Rig.POOL[0], Rig.POOL[1]);
        assertThat(Packets.source(out).port()).isBetween(1024, 65535);
        assertThat(Packets.source(out).port() & 1).as("parity kept").isEqualTo(HOST.port() & 1);
        assertThat(Packets.destination(out)).isEqualTo(SERVER);
        assertThat(Memory.getByte(Packets.ip(out) + 8)).isEqualTo(63);
        assertThat(Packets.checksumsHold(out)).isTrue();
        free(out);
    }

    @Test
    @Tag("C5.6")
    @Tag("C5.9")
    @Tag("C2.2")
    @DisplayName("gives the answer back to the inside host")
    void translatesIn() {
        End nat = open(Packets.udp(rig.pool, HOST, SERVER, 10));
        rig.inject(OUTSIDE, 0, Packets.udp(rig.pool, SERVER, nat, 20));
        rig.run();
        long in = rig.onlySent(INSIDE);
        assertThat(Packets.destination(in)).isEqualTo(HOST);
        assertThat(Packets.source(in)).isEqualTo(SERVER);
        assertThat(Packets.checksumsHold(in)).isTrue();
        free(in);
        assertThat(rig.total(Counter.DNAT_PACKETS)).isEqualTo(1);
    }

    @Test
    @Tag("C6.1")
    @Tag("C6.2")
    @Tag("C6.3")
    @Tag("C6.4")
    @DisplayName("lets nobody in but the remote endpoint of the session, its port included")
    void filtersByEndpoint() {
        End nat = open(Packets.udp(rig.pool, HOST, SERVER, 10));
        rig.inject(OUTSIDE, 0, Packets.udp(rig.pool, new End(SERVER.address(), 54), nat, 20));
        rig.inject(OUTSIDE, 0, Packets.udp(rig.pool, End.of("192.0.2.11", 53), nat, 20));
        rig.inject(OUTSIDE, 0, Packets.udp(rig.pool, SERVER, new End(nat.address(), nat.port() ^ 2), 20));
        rig.run();
        assertThat(rig.sent(INSIDE)).isEmpty();
        assertThat(rig.total(Counter.ED_DROP)).isEqualTo(3);
        assertThat(rig.total(DropReason.ED_FILTER)).isEqualTo(3);
    }

    @Test
    @Tag("C4.7")
    @Tag("C5.4")
    @DisplayName("two first packets in one burst make one session, and every packet is rewritten")
    void oneSessionPerFlow() {
        for (int i = 0; i < 5; i++) {
            rig.inject(INSIDE, 0, Packets.udp(rig.pool, HOST, SERVER, i));
        }
        rig.run();
        var out = rig.sent(OUTSIDE);
        assertThat(out).hasSize(5);
        assertThat(out.stream().map(Packets::source).distinct()).hasSize(1);
        out.forEach(this::free);
        assertThat(rig.total(Counter.SESSIONS_CREATED)).isEqualTo(1);
    }

    @Test
    @Tag("C7.1")
    @Tag("C7.2")
    @Tag("C7.3")
    @Tag("C7.4")
    @DisplayName("an echo request opens a session by its identifier and the reply finds it")
    void ping() {
        rig.inject(INSIDE, 0, Packets.echo(rig.pool, Icmp.ECHO_REQUEST, HOST.address(), SERVER.address(), 777, 56));
        rig.run();
        long out = rig.onlySent(OUTSIDE);
        int natAddress = Packets.source(out).address();
        int identifier = Memory.getShortBE(Packets.transport(out) + 4);
        assertThat(Packets.checksumsHold(out)).isTrue();
        free(out);
        rig.inject(OUTSIDE, 0, Packets.echo(rig.pool, Icmp.ECHO_REPLY, SERVER.address(), natAddress, identifier, 56));
        rig.run();
        long in = rig.onlySent(INSIDE);
        assertThat(Packets.destination(in).address()).isEqualTo(HOST.address());
        assertThat(Memory.getShortBE(Packets.transport(in) + 4)).isEqualTo(777);
        assertThat(Packets.checksumsHold(in)).isTrue();
        free(in);
    }

    @Test
    @Tag("C7.5")
    @Tag("C7.6")
    @Tag("C7.7")
    @Tag("C7.8")
    @DisplayName("an ICMP error about an outgoing packet reaches the host with the packet as the host sent it")
    void errorFromOutside() {
        rig.inject(INSIDE, 0, Packets.udp(rig.pool, HOST, SERVER, 40));
        rig.run();
        long seen = rig.onlySent(OUTSIDE);
        int router = Packets.address("192.0.2.254");
        int nat = Packets.source(seen).address();
        rig.inject(OUTSIDE, 0, Packets.error(rig.pool, Icmp.TIME_EXCEEDED, 0, router, nat, seen, 28));
        rig.inject(OUTSIDE, 0, Packets.error(rig.pool, Icmp.UNREACHABLE, 3, router, nat, seen, 68));
        free(seen);
        rig.run();
        var errors = rig.sent(INSIDE);
        assertThat(errors).hasSize(2);
        for (long error : errors) {
            assertThat(Packets.checksumsHold(error)).isTrue();
            assertThat(Packets.destination(error).address()).isEqualTo(HOST.address());
            long quote = Packets.transport(error) + 8;
            assertThat(Packets.checksum(quote, 20, 0))
                    .as("embedded header checksum")
                    .isZero();
            assertThat(Memory.getInt(quote + 12)).isEqualTo(HOST.address());
            assertThat(Memory.getShortBE(quote + 20)).isEqualTo(HOST.port());
            free(error);
        }
        assertThat(rig.total(Counter.ICMP_ERRORS_TRANSLATED)).isEqualTo(2);
    }

    @Test
    @Tag("C7.10")
    @DisplayName("a packet whose TTL ends here is answered from the inside interface's address")
    void traceroute() {
        long probe = Packets.udp(rig.pool, HOST, SERVER, 12);
        Memory.putByte(Packets.ip(probe) + 8, 1);
        Packets.finish(probe);
        rig.inject(INSIDE, 0, probe);
        rig.run();
        long answer = rig.onlySent(INSIDE);
        assertThat(Packets.source(answer).address()).isEqualTo(Packets.address("10.0.0.1"));
        assertThat(Packets.destination(answer).address()).isEqualTo(HOST.address());
        assertThat(Memory.getByte(Packets.transport(answer))).isEqualTo(Icmp.TIME_EXCEEDED);
        assertThat(Memory.getShortBE(Packets.transport(answer) + 8 + 20)).isEqualTo(HOST.port());
        assertThat(Packets.checksumsHold(answer)).isTrue();
        free(answer);
        assertThat(rig.total(DropReason.TTL_EXPIRED)).isEqualTo(1);
    }

    @Test
    @DisplayName("answers a ping to its own address")
    void answersPing() {
        int self = Packets.address("10.0.0.1");
        rig.inject(INSIDE, 0, Packets.echo(rig.pool, Icmp.ECHO_REQUEST, HOST.address(), self, 5, 100));
        rig.run();
        long answer = rig.onlySent(INSIDE);
        assertThat(Packets.source(answer).address()).isEqualTo(self);
        assertThat(Packets.destination(answer).address()).isEqualTo(HOST.address());
        assertThat(Memory.getByte(Packets.transport(answer))).isEqualTo(Icmp.ECHO_REPLY);
        assertThat(Packets.checksumsHold(answer)).isTrue();
        free(answer);
    }

    @Test
    @Tag("C4.8")
    @Tag("C4.9")
    @DisplayName("a UDP session ends after its timeout and its port is free again")
    void sessionsTimeOut() {
        open(Packets.udp(rig.pool, HOST, SERVER, 1));
        rig.pass(299_000);
        rig.run();
        assertThat(rig.total(Counter.SESSIONS_ACTIVE)).isEqualTo(1);
        rig.pass(2_000);
        rig.run();
        assertThat(rig.total(Counter.SESSIONS_ACTIVE)).isZero();
        assertThat(rig.total(Counter.SESSIONS_TIMED_OUT)).isEqualTo(1);
        for (int address = 0; address < 2; address++) {
            assertThat(rig.gateway.workers().getFirst().ports().inUse(address, 1))
                    .isZero();
        }
    }

    @Test
    @Tag("C4.9")
    @DisplayName("to a packet a session is gone the moment its time is up, though the timer may be late by a tick")
    void endsOnTime() {
        End nat = open(Packets.udp(rig.pool, HOST, SERVER, 1));
        long opened = rig.now / 1_000_000;
        rig.now = (opened + 300_000) * 1_000_000;
        rig.inject(OUTSIDE, 0, Packets.udp(rig.pool, SERVER, nat, 20));
        rig.run();
        assertThat(rig.sent(INSIDE)).isEmpty();
        assertThat(rig.total(DropReason.ED_FILTER)).isEqualTo(1);
        assertThat(rig.total(Counter.SESSIONS_TIMED_OUT)).isEqualTo(1);
    }

    @Test
    @Tag("C4.9")
    @DisplayName("a TCP connection opens with SYN only and lives by opening, established and closing timers")
    void tcpTimers() {
        rig.inject(INSIDE, 0, Packets.tcp(rig.pool, HOST, SERVER, Tcp.ACK, 5));
        rig.run();
        assertThat(rig.total(DropReason.NO_SESSION)).isEqualTo(1);
        End nat = open(Packets.tcp(rig.pool, HOST, SERVER, Tcp.SYN, 0));
        rig.inject(OUTSIDE, 0, Packets.tcp(rig.pool, SERVER, nat, Tcp.SYN | Tcp.ACK, 0));
        rig.run();
        free(rig.onlySent(INSIDE));
        rig.pass(7_000_000);
        rig.run();
        assertThat(rig.total(Counter.SESSIONS_ACTIVE)).as("established").isEqualTo(1);
        rig.inject(OUTSIDE, 0, Packets.tcp(rig.pool, SERVER, nat, Tcp.FIN | Tcp.ACK, 0));
        rig.run();
        free(rig.onlySent(INSIDE));
        rig.pass(300_000);
        rig.run();
        assertThat(rig.total(Counter.SESSIONS_ACTIVE)).as("half closed").isEqualTo(1);
        open(Packets.tcp(rig.pool, HOST, SERVER, Tcp.FIN | Tcp.ACK, 0));
        rig.pass(241_000);
        rig.run();
        assertThat(rig.total(Counter.SESSIONS_ACTIVE)).as("closed").isZero();
    }
}
