package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sallyport.api.SessionInfo;
import io.sallyport.api.Sessions;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.gateway.http.EndpointFilter;
import io.sallyport.gateway.http.SessionCursor;
import io.sallyport.gateway.http.SessionQuery;
import io.sallyport.gateway.plane.Configurations;
import io.sallyport.gateway.plane.SnapshotBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionListerTest {
    private static final int WORKERS = 4;
    private static final int GRE = 47;
    private static final EndpointFilter ANY = EndpointFilter.ANY;

    private final ViewRig rig = new ViewRig(WORKERS);
    private final SessionLister lister = new SessionLister(rig.gateway.workers(), Timeouts.DEFAULT);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void showsASessionAsItsPacketsWere() {
        rig.out(Ipv4.UDP, 7, 5000, 53);
        rig.pass(1_000);
        rig.out(Ipv4.UDP, 7, 5000, 53);
        rig.pass(5_900);

        SessionInfo one = only(all());

        assertThat(one.kind()).isEqualTo("dynamic");
        assertThat(one.protocol()).isEqualTo("udp");
        assertThat(one.insideAddress()).isEqualTo("10.0.0.7");
        assertThat(one.insidePort()).isEqualTo(5000);
        assertThat(one.remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(one.remotePort()).isEqualTo(53);
        assertThat(one.natAddress()).matches("203\\.0\\.113\\.(1[0-2]|200)|198\\.51\\.100\\.9");
        assertThat(one.slot()).isEqualTo(one.natPort() >>> 10);
        assertThat(one.state()).isEqualTo("active");
        assertThat(one.idleSeconds()).isEqualTo(5);
        assertThat(one.expiresInSeconds()).isEqualTo(294);
        assertThat(one.packetsOut()).isEqualTo(2);
        assertThat(one.packetsIn()).isZero();
    }

    @Test
    @Tag("C7.1")
    void showsTheIdOfAnEchoAsItsPort() {
        rig.out(Ipv4.ICMP, 7, 40_000, 0);

        SessionInfo one = only(all());

        assertThat(one.protocol()).isEqualTo("icmp");
        assertThat(one.insidePort()).isEqualTo(40_000);
        assertThat(one.remotePort()).isZero();
        assertThat(one.expiresInSeconds()).isEqualTo(60);
    }

    @Test
    void saysWhichStateATcpConnectionIsIn() {
        rig.tcp(2, 1001, 80, ViewRig.SYN, 0);
        rig.tcp(3, 1002, 80, ViewRig.SYN, ViewRig.SYN_ACK);
        rig.tcp(4, 1003, 80, ViewRig.SYN, ViewRig.SYN_ACK);
        rig.tcp(4, 1003, 80, ViewRig.RST, 0);

        assertThat(all().sessions())
                .extracting(SessionInfo::insideAddress, SessionInfo::state, SessionInfo::expiresInSeconds)
                .containsExactlyInAnyOrder(
                        tuple("10.0.0.2", "opening", 240L),
                        tuple("10.0.0.3", "established", 7440L),
                        tuple("10.0.0.4", "closing", 240L));
    }

    @Test
    void aSessionThatIsUsedWhileItIsListedIsNotIdle() {
        rig.out(Ipv4.UDP, 7, 5000, 53);

        Sessions asOfBefore = lister.list(query(ANY, ANY, ANY), rig.nowMillis() - 3);

        assertThat(only(asOfBefore).idleSeconds()).isZero();
        assertThat(only(asOfBefore).expiresInSeconds()).isEqualTo(300);
    }

    @Test
    void filtersByInsideTuple() {
        twentyFlows();

        assertThat(lister(query(EndpointFilter.of(0x0a00_0003), ANY, ANY)))
                .extracting(SessionInfo::insidePort)
                .containsExactlyInAnyOrder(1001, 1006, 1011, 1016);
        assertThat(lister(query(EndpointFilter.of(0x0a00_0003, 1006), ANY, ANY)))
                .singleElement()
                .matches(one -> one.insideAddress().equals("10.0.0.3"));
        assertThat(lister(query(EndpointFilter.of(0x0a00_0003, 1007), ANY, ANY)))
                .isEmpty();
    }

    @Test
    void filtersByNatAndRemoteEndpoint() {
        twentyFlows();
        SessionInfo wanted = all().sessions().get(11);
        int nat = Integer.reverseBytes(packed(wanted.natAddress()));

        assertThat(lister(query(ANY, EndpointFilter.of(nat, wanted.natPort()), ANY)))
                .containsExactly(wanted);
        assertThat(lister(query(ANY, ANY, EndpointFilter.of(0xc000_0201, 2013))))
                .singleElement()
                .matches(one -> one.insidePort() == 1013);
        assertThat(lister(query(ANY, ANY, EndpointFilter.of(0xc000_0202)))).isEmpty();
    }

    @Test
    void filtersByProtocolAndOwner() {
        twentyFlows();
        rig.out(Ipv4.ICMP, 9, 9, 0);

        assertThat(lister(query(OptionalInt.of(Ipv4.ICMP), OptionalInt.empty(), 100, SessionCursor.START)))
                .singleElement()
                .matches(one -> one.protocol().equals("icmp"));
        for (int worker = 0; worker < WORKERS; worker++) {
            int number = worker;
            assertThat(lister(query(OptionalInt.empty(), OptionalInt.of(number), 100, SessionCursor.START)))
                    .isNotEmpty()
                    .allMatch(one -> one.worker() == number);
        }
        assertThat(lister(query(OptionalInt.empty(), OptionalInt.of(WORKERS), 100, SessionCursor.START)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 19})
    void pagesHoldEverySessionOnce(int limit) {
        twentyFlows();
        List<SessionInfo> seen = new ArrayList<>();
        SessionCursor cursor = SessionCursor.START;
        while (true) {
            Sessions page = page(limit, cursor);
            assertThat(page.matched()).isEqualTo(20);
            assertThat(page.limit()).isEqualTo(limit);
            assertThat(page.sessions()).hasSize(Math.min(limit, 20 - seen.size()));
            seen.addAll(page.sessions());
            if (page.nextCursor() == null) {
                break;
            }
            cursor = Objects.requireNonNull(SessionCursor.parse(page.nextCursor()));
        }
        assertThat(seen).hasSize(20);
        assertThat(new HashSet<>(seen)).hasSize(20);
    }

    @Test
    void aPageThatHoldsAllIsTheLast() {
        twentyFlows();

        assertThat(page(20, SessionCursor.START).nextCursor()).isNull();
        assertThat(page(19, SessionCursor.START).nextCursor()).isNotNull();
    }

    @Test
    void aPageBeyondTheLastSessionIsEmpty() {
        twentyFlows();

        Sessions page = page(20, new SessionCursor(WORKERS, 0));

        assertThat(page.sessions()).isEmpty();
        assertThat(page.nextCursor()).isNull();
        assertThat(page.matched()).isEqualTo(20);
    }

    @Test
    void sessionsThatTimedOutAreGone() {
        twentyFlows();
        for (int i = 0; i < 310; i++) {
            rig.pass(1_000);
            rig.poll();
        }

        assertThat(all().matched()).isZero();
    }

    @Test
    @Tag("C0.3")
    void saysWhatGivesASessionItsNatTupleAndShowsNoLineThatIsNoSession() {
        NatFacts nat = SnapshotBuilder.nat(
                Configurations.of(Configurations.VIRTUAL, """
                nat:
                  mapping: endpoint-independent
                  filtering: address-dependent
                  pools: [{name: p, addresses: [203.0.113.10]}]
                  static:
                    - {protocol: tcp, inside: "10.0.0.80:80", outside: "203.0.113.10:8080"}
                    - {inside: 10.0.0.9, outside: 203.0.113.100}
                """).nat());
        try (ViewRig mixed = new ViewRig(WORKERS, nat)) {
            mixed.out(Ipv4.UDP, 7, 5000, 53);
            mixed.out(Ipv4.UDP, 7, 5000, 54);
            mixed.out(Ipv4.TCP, 80, 80, 4000);
            mixed.out(Ipv4.UDP, 9, 6000, 53);
            mixed.out(GRE, 7, 0, 0);

            Sessions answer = new SessionLister(mixed.gateway.workers(), Timeouts.DEFAULT)
                    .list(query(ANY, ANY, ANY), mixed.nowMillis());

            assertThat(answer.matched()).isEqualTo(5);
            assertThat(answer.sessions())
                    .extracting(SessionInfo::protocol, SessionInfo::insideAddress, SessionInfo::kind)
                    .containsExactlyInAnyOrder(
                            tuple("udp", "10.0.0.7", "endpoint-independent"),
                            tuple("udp", "10.0.0.7", "endpoint-independent"),
                            tuple("tcp", "10.0.0.80", "static"),
                            tuple("udp", "10.0.0.9", "static"),
                            tuple("gre", "10.0.0.7", "dynamic"));
        }
    }

    /** Four flows from each of five hosts. */
    private void twentyFlows() {
        for (int i = 0; i < 20; i++) {
            rig.out(Ipv4.UDP, 2 + i % 5, 1000 + i, 2000 + i);
        }
    }

    private Sessions all() {
        return page(100, SessionCursor.START);
    }

    private Sessions page(int limit, SessionCursor start) {
        return lister.list(query(OptionalInt.empty(), OptionalInt.empty(), limit, start), rig.nowMillis());
    }

    private List<SessionInfo> lister(SessionQuery query) {
        Sessions answer = lister.list(query, rig.nowMillis());
        assertThat(answer.matched()).isEqualTo(answer.sessions().size());
        return answer.sessions();
    }

    private static SessionQuery query(EndpointFilter inside, EndpointFilter nat, EndpointFilter remote) {
        return new SessionQuery(
                inside, nat, remote, OptionalInt.empty(), OptionalInt.empty(), 100, SessionCursor.START);
    }

    private static SessionQuery query(OptionalInt protocol, OptionalInt worker, int limit, SessionCursor start) {
        return new SessionQuery(ANY, ANY, ANY, protocol, worker, limit, start);
    }

    private static SessionInfo only(Sessions answer) {
        assertThat(answer.sessions()).hasSize(1);
        return answer.sessions().getFirst();
    }

    private static int packed(String address) {
        String[] parts = address.split("\\.", 4);
        int result = 0;
        for (int i = 0; i < 4; i++) {
            result |= Integer.parseInt(parts[i]) << (8 * i);
        }
        return result;
    }
}
