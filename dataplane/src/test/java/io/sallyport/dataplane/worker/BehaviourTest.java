package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.OTHER;
import static io.sallyport.dataplane.worker.Nat.POOL;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static io.sallyport.dataplane.worker.Nat.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Icmp;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.packet.Tcp;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Packets.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the RFCs ask of mappings, their ports and their timers. */
class BehaviourTest {
    private static final int[] SCATTERED = {
        POOL, Packets.address("198.18.5.1"), Packets.address("203.0.113.200"), Packets.address("192.88.99.7")
    };

    private static End host(int number) {
        return new End(Packets.address("10.3." + number / 250 + "." + (1 + number % 250)), 2000 + number);
    }

    @Test
    @Tag("RFC4787-REQ-2")
    @Tag("RFC6888-REQ-2")
    @Tag("RFC6888-REQ-3")
    @Tag("C2.1")
    @DisplayName("all sessions of a host have one public address, on whatever worker; the pool may be any addresses")
    void pairedPooling() {
        try (Nat nat = new Nat(Nat.settings(), NatFacts.of(SCATTERED))) {
            Set<Integer> used = new HashSet<>();
            for (int number = 0; number < 12; number++) {
                Set<Integer> ofHost = new HashSet<>();
                for (int port = 1000; port < 1020; port++) {
                    ofHost.add(nat.open(new End(host(number).address(), port), SERVER)
                            .address());
                }
                assertThat(ofHost).hasSize(1);
                used.addAll(ofHost);
            }
            assertThat(used).hasSize(SCATTERED.length);
        }
    }

    @Test
    @Tag("RFC4787-REQ-4")
    @DisplayName("UDP ports keep their parity")
    void parity() {
        try (Nat nat = new Nat()) {
            for (int number = 0; number < 100; number++) {
                assertThat(nat.open(host(number), SERVER).port() & 1)
                        .isEqualTo(host(number).port() & 1);
            }
        }
    }

    @Test
    @Tag("RFC4787-REQ-5")
    @Tag("RFC4787-REQ-5c")
    @Tag("RFC4787-REQ-6")
    @Tag("RFC4787-REQ-6a")
    @Tag("C4.9")
    @DisplayName("a UDP session lives five minutes from the last packet of either side")
    void udpTimer() {
        try (Nat nat = new Nat()) {
            End end = nat.open(HOST, SERVER);
            nat.pass(299_000);
            nat.oneIn(Datagram.udp(SERVER, end, 4));
            nat.pass(299_000);
            assertThat(nat.open(HOST, SERVER)).isEqualTo(end);
            nat.pass(299_000);
            assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isEqualTo(1);
            nat.pass(1_500);
            assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isZero();
        }
    }

    @Test
    @Tag("RFC4787-REQ-5b")
    @Tag("RFC5382-REQ-5a")
    @Tag("RFC5508-REQ-2a")
    @Tag("C4.9")
    @DisplayName("each protocol has the timeout that it was given")
    void configuredTimers() {
        Timeouts timeouts = new Timeouts(10_000, 50_000, 20_000, 30_000, 5_000, 40_000, 2_000, 1_000);
        try (Nat nat = new Nat(Nat.settings().with(timeouts), NatFacts.of(POOL))) {
            nat.oneOut(Datagram.query(Icmp.ECHO_REQUEST, HOST.address(), SERVER.address(), 4, 4));
            nat.open(HOST, SERVER);
            nat.oneOut(Datagram.tcp(HOST, SERVER, Tcp.SYN));
            nat.oneOut(Datagram.other(47, HOST.address(), SERVER.address(), 8));
            End open = nat.oneOut(Datagram.tcp(OTHER, SERVER, Tcp.SYN)).from();
            nat.oneIn(Datagram.tcp(SERVER, open, Tcp.SYN | Tcp.ACK));
            End reset = nat.oneOut(Datagram.tcp(host(1), SERVER, Tcp.SYN)).from();
            nat.oneIn(Datagram.tcp(SERVER, reset, Tcp.RST));
            long[] ends = {5_000, 10_000, 20_000, 30_000, 40_000, 50_000};
            long now = 0;
            for (int k = 0; k < ends.length; k++) {
                nat.pass(ends[k] - 500 - now);
                assertThat(nat.count(Counter.SESSIONS_ACTIVE))
                        .as("before %d ms", ends[k])
                        .isEqualTo(6 - k);
                nat.pass(1_000);
                assertThat(nat.count(Counter.SESSIONS_ACTIVE))
                        .as("after %d ms", ends[k])
                        .isEqualTo(5 - k);
                now = ends[k] + 500;
            }
        }
    }

    @ParameterizedTest(name = "type {0}")
    @ValueSource(ints = {8, 13})
    @Tag("RFC5508-REQ-1")
    @Tag("RFC5508-REQ-2")
    @Tag("RFC5508-REQ-10b")
    @Tag("C7.2")
    @Tag("C7.3")
    @DisplayName("ICMP queries and their replies pass, for sixty seconds")
    void queries(int type) {
        int reply = type == 8 ? 0 : 14;
        try (Nat nat = new Nat()) {
            Datagram seen = nat.oneOut(Datagram.query(type, HOST.address(), SERVER.address(), 4, 12));
            nat.pass(59_000);
            Datagram answer = Datagram.query(reply, SERVER.address(), POOL, seen.identifier(), 12);
            assertThat(nat.oneIn(answer).identifier()).isEqualTo(4);
            nat.pass(60_500);
            assertThat(nat.in(answer)).isEmpty();
        }
    }

    @ParameterizedTest(name = "type {0}")
    @ValueSource(ints = {5, 9, 10, 15, 16, 17, 18, 30, 255})
    @Tag("RFC5508-REQ-10c")
    @Tag("RFC5508-REQ-11")
    @Tag("C12.5")
    @DisplayName("ICMP that is neither an error nor such a query is dropped by name, from either side")
    void otherIcmp(int type) {
        try (Nat nat = new Nat()) {
            nat.out(Datagram.query(type, HOST.address(), SERVER.address(), 4, 12));
            nat.in(Datagram.query(type, SERVER.address(), POOL, 4, 12));
            assertThat(nat.count(DropReason.UNSUPPORTED_PROTOCOL)).isEqualTo(2);
        }
    }

    @Test
    @Tag("C5.3")
    @Tag("C7.4")
    @DisplayName("an echo reply of nothing but zeros has the checksum 65535, not 0")
    void allZero() {
        try (Nat nat = new Nat()) {
            Datagram ping = new Datagram(Arrays.copyOf(
                            Datagram.query(8, HOST.address(), Nat.INSIDE_SELF, 0, 0)
                                    .bytes(),
                            60))
                    .with16(2, 60)
                    .with16(26, 0)
                    .finished();
            assertThat(nat.oneAround(ping).u16(22)).isEqualTo(0xffff);
            Datagram seen = nat.oneOut(Datagram.query(8, HOST.address(), SERVER.address(), 0, 0));
            Datagram reply = Datagram.query(0, SERVER.address(), POOL, seen.identifier(), 0)
                    .with16(26, 0)
                    .finished();
            assertThat(nat.oneIn(reply).u16(22)).isEqualTo(0xffff);
        }
    }

    @Test
    @Tag("C12.4")
    @DisplayName("an answer of the gateway itself never leaves by the other side, though the sender says it is there")
    void answersStayOnTheirSide() {
        try (Nat nat = new Nat()) {
            Datagram spoofed = Datagram.udp(SERVER, STRANGER, 4).withTtl(1);
            assertThat(nat.out(spoofed)).isEmpty();
            assertThat(nat.count(DropReason.TTL_EXPIRED)).isEqualTo(1);
            assertThat(nat.count(DropReason.SPOOFED_SOURCE)).isEqualTo(1);
        }
    }

    /** Inside ends whose flows fall in one slot. */
    private static List<End> ofOneSlot(int count, int slot) {
        return IntStream.range(0, 200_000)
                .mapToObj(number -> new End(Packets.address("10.5.0." + (1 + number / 60_000)), 1 + number % 60_000))
                .filter(end -> Slots.slot(end.address(), Ports.swap(end.port()), Datagram.TCP) == slot)
                .limit(count)
                .toList();
    }

    @Test
    @Tag("RFC7857-3")
    @Tag("RFC6888-REQ-13")
    @Tag("RFC6888-REQ-11d")
    @Tag("C12.1")
    @Tag("C6.1")
    @DisplayName(
            "every port of a slot is given out once, then again for other remote endpoints, and never twice for one")
    void overload() {
        List<End> hosts = ofOneSlot(1_100, 9);
        try (Nat nat = new Nat(WorkerSettings.defaults(1, 3_000), NatFacts.of(POOL))) {
            Set<End> ends = new HashSet<>();
            for (End host : hosts.subList(0, 1_024)) {
                ends.add(nat.oneOut(Datagram.tcp(host, SERVER, Tcp.SYN)).from());
            }
            assertThat(ends).hasSize(1_024);
            assertThat(nat.out(Datagram.tcp(hosts.get(1_030), SERVER, Tcp.SYN))).isEmpty();
            assertThat(nat.count(DropReason.NO_PORT)).isEqualTo(1);
            assertThat(nat.take(Topology.INSIDE)).as("the host is told").hasSize(1);
            End shared = nat.oneOut(Datagram.tcp(hosts.get(1_030), STRANGER, Tcp.SYN))
                    .from();
            assertThat(ends).contains(shared);
            assertThat(nat.oneIn(Datagram.tcp(STRANGER, shared, Tcp.SYN | Tcp.ACK))
                            .to())
                    .isEqualTo(hosts.get(1_030));
            Datagram old = nat.oneIn(Datagram.tcp(SERVER, shared, Tcp.SYN | Tcp.ACK));
            assertThat(old.to()).isNotEqualTo(hosts.get(1_030));
        }
    }

    @Test
    @Tag("RFC6888-REQ-8c")
    @Tag("C12.1")
    @Tag("C4.8")
    @DisplayName("a full slot has room the moment its sessions are over, though their timers may be late")
    void recovers() {
        List<End> hosts = ofOneSlot(1_100, 9);
        WorkerSettings strict = WorkerSettings.defaults(1, 3_000).with(Nat.options(true, true, false, true, 0));
        try (Nat nat = new Nat(strict, NatFacts.of(POOL))) {
            hosts.subList(0, 1_024).forEach(host -> nat.oneOut(Datagram.tcp(host, SERVER, Tcp.SYN)));
            assertThat(nat.out(Datagram.tcp(hosts.get(1_050), STRANGER, Tcp.SYN)))
                    .as("no overload")
                    .isEmpty();
            nat.rig.now += 240_000L * 1_000_000;
            for (End host : hosts.subList(60, 1_084)) {
                nat.oneOut(Datagram.tcp(host, STRANGER, Tcp.SYN));
            }
        }
    }

    @Test
    @Tag("RFC7857-5")
    @Tag("RFC7857-6")
    @DisplayName("the mappings of TCP, UDP and ICMP of one inside end live and let in each for itself")
    void protocolsApart() {
        try (Nat nat = new Nat(Nat.settings(), Nat.independent(Filtering.ENDPOINT_INDEPENDENT))) {
            End udp = nat.open(HOST, SERVER);
            nat.oneOut(Datagram.query(Icmp.ECHO_REQUEST, HOST.address(), SERVER.address(), HOST.port(), 4));
            assertThat(nat.in(Datagram.tcp(STRANGER, udp, Tcp.SYN)))
                    .as("no TCP mapping yet")
                    .isEmpty();
            End tcp = nat.oneOut(Datagram.tcp(HOST, SERVER, Tcp.SYN)).from();
            nat.pass(61_000);
            assertThat(nat.oneIn(Datagram.udp(STRANGER, udp, 4)).to()).isEqualTo(HOST);
            assertThat(nat.oneIn(Datagram.tcp(STRANGER, tcp, Tcp.SYN)).to()).isEqualTo(HOST);
        }
    }

    @Test
    @Tag("RFC7857-9")
    @Tag("RFC6888-REQ-15")
    @DisplayName("ports are spread over the whole slot and cannot be foretold without the key")
    void randomPorts() {
        List<Integer> one = portsGiven(1);
        List<Integer> two = portsGiven(2);
        assertThat(one).isNotEqualTo(two).isEqualTo(portsGiven(1));
        long ascending = IntStream.range(1, one.size())
                .filter(k -> one.get(k) > one.get(k - 1))
                .count();
        assertThat(ascending).isBetween(60L, 140L);
        assertThat(one.stream().map(port -> (port & 1023) / 128).distinct()).hasSize(8);
    }

    private static List<Integer> portsGiven(long key) {
        WorkerSettings usual = WorkerSettings.defaults(1, 3_000);
        WorkerSettings keyed = new WorkerSettings(
                1,
                usual.sessions(),
                usual.timeouts(),
                usual.options(),
                usual.limits(),
                usual.patienceNanos(),
                key,
                usual.tableSeed());
        List<Integer> given = new ArrayList<>();
        try (Nat nat = new Nat(keyed, NatFacts.of(POOL))) {
            for (End host : ofOneSlot(200, 9)) {
                given.add(nat.oneOut(Datagram.tcp(host, SERVER, Tcp.SYN)).from().port());
            }
        }
        return given;
    }

    @Test
    @Tag("RFC7857-11")
    @DisplayName("the mapping of an ICMP query ends with its session")
    void queryMapping() {
        try (Nat nat = new Nat()) {
            nat.oneOut(Datagram.query(Icmp.ECHO_REQUEST, HOST.address(), SERVER.address(), 4, 4));
            nat.pass(60_500);
            int inUse = nat.rig.gateway.workers().stream()
                    .mapToInt(worker -> worker.ports().inUse(0, 2))
                    .sum();
            assertThat(inUse).isZero();
        }
    }

    @Test
    @Tag("RFC5382-REQ-4a")
    @Tag("C12.3")
    @DisplayName("unsolicited packets from outside are dropped without a word, whatever the protocol")
    void unsolicited() {
        try (Nat nat = new Nat()) {
            End target = new End(POOL, 5_000);
            nat.in(Datagram.tcp(STRANGER, target, Tcp.SYN));
            nat.in(Datagram.tcp(STRANGER, target, Tcp.ACK));
            nat.in(Datagram.udp(STRANGER, target, 4));
            nat.in(Datagram.query(Icmp.ECHO_REPLY, STRANGER.address(), POOL, 5_000, 4));
            nat.in(Datagram.query(Icmp.ECHO_REQUEST, STRANGER.address(), POOL, 5_000, 4));
            nat.in(Datagram.other(47, STRANGER.address(), POOL, 40));
            assertThat(nat.count(DropReason.ED_FILTER)).isEqualTo(6);
            assertThat(nat.count(Counter.GENERATED_PACKETS)).isZero();
            assertThat(nat.count(Counter.SESSIONS_CREATED)).isZero();
        }
    }

    @Test
    @Tag("C4.1")
    @Tag("C4.2")
    @Tag("C4.3")
    @Tag("C5.8")
    @DisplayName("a packet at the wrong worker is handed off before any look-up, and touches no table there")
    void tablesApart() {
        try (Nat nat = new Nat()) {
            for (int number = 0; number < 60; number++) {
                End end = nat.open(host(number), SERVER);
                nat.oneIn(Datagram.udp(SERVER, end, 4));
            }
            long sessions = 0;
            for (Worker worker : nat.rig.gateway.workers()) {
                var counters = nat.rig.counters(worker.number());
                assertThat(counters.get(Counter.SESSION_MISS))
                        .as("one miss for each session, at its owner")
                        .isEqualTo(counters.get(Counter.SESSIONS_CREATED))
                        .isEqualTo(worker.sessions().size());
                assertThat(counters.get(Counter.XWORKER_HIT) + counters.get(Counter.XWORKER_MISS))
                        .isEqualTo(counters.get(Counter.HANDOFF_DEQUEUE));
                sessions += worker.sessions().size();
            }
            assertThat(sessions).isEqualTo(60);
        }
    }
}
