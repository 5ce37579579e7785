package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.worker.Nat.HOST;
import static io.sallyport.dataplane.worker.Nat.OTHER;
import static io.sallyport.dataplane.worker.Nat.POOL;
import static io.sallyport.dataplane.worker.Nat.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Packets.End;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one inside host may have, counted over all workers. */
@Tag("RFC6888-REQ-4")
@Tag("RFC6888-REQ-4a")
class HostLimitsTest {
    private static Nat nat(Limits limits, NatFacts facts) {
        return new Nat(Nat.settings().with(limits), facts);
    }

    private static int open(Nat nat, int address, int from, int count) {
        int opened = 0;
        for (int port = from; port < from + count; port++) {
            opened += nat.out(Datagram.udp(new End(address, port), SERVER, 4)).size();
        }
        return opened;
    }

    @Test
    @Tag("RFC6888-REQ-5")
    @Tag("C12.1")
    @DisplayName(
            "no more sessions than allowed; other hosts and the sessions it has are untouched; room again after they end")
    void sessions() {
        try (Nat nat = nat(new Limits(30, 0, 0, 4096), NatFacts.of(POOL))) {
            assertThat(open(nat, HOST.address(), 1000, 40)).isEqualTo(30);
            assertThat(nat.count(DropReason.HOST_SESSION_LIMIT)).isEqualTo(10);
            assertThat(open(nat, OTHER.address(), 1000, 20)).isEqualTo(20);
            assertThat(open(nat, HOST.address(), 1000, 30)).as("those it has").isEqualTo(30);
            nat.pass(300_500);
            assertThat(open(nat, HOST.address(), 2000, 40)).isEqualTo(30);
        }
    }

    @Test
    @DisplayName("no more NAT ports than allowed; with endpoint-independent mapping one port serves many sessions")
    void ports() {
        try (Nat nat = nat(new Limits(0, 10, 0, 4096), NatFacts.of(POOL))) {
            assertThat(open(nat, HOST.address(), 1000, 15)).isEqualTo(10);
            assertThat(nat.count(DropReason.HOST_PORT_LIMIT)).isEqualTo(5);
        }
        try (Nat nat = nat(new Limits(0, 2, 0, 4096), Nat.independent(Filtering.ENDPOINT_DEPENDENT))) {
            for (int remote = 1; remote < 20; remote++) {
                nat.open(HOST, new End(SERVER.address(), remote));
            }
            assertThat(open(nat, HOST.address(), 1000, 3)).isEqualTo(1);
            assertThat(nat.count(DropReason.HOST_PORT_LIMIT)).isEqualTo(2);
            nat.pass(300_500);
            assertThat(open(nat, HOST.address(), 2000, 3))
                    .as("ports at rest count")
                    .isZero();
            nat.pass(120_500);
            assertThat(open(nat, HOST.address(), 2000, 3)).isEqualTo(2);
        }
    }

    @Test
    @Tag("RFC6888-REQ-4c")
    @DisplayName("no more new sessions in a second than allowed")
    void rate() {
        try (Nat nat = nat(new Limits(0, 0, 25, 4096), NatFacts.of(POOL))) {
            nat.pass(1_000 - nat.rig.now / 1_000_000 % 1_000);
            assertThat(open(nat, HOST.address(), 1000, 40)).isEqualTo(25);
            assertThat(nat.count(DropReason.HOST_RATE_LIMIT)).isEqualTo(15);
            nat.pass(1_000);
            assertThat(open(nat, HOST.address(), 2000, 40)).isEqualTo(25);
            assertThat(nat.count(Counter.SESSIONS_ACTIVE)).isEqualTo(50);
        }
    }
}
