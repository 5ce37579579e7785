package io.sallyport.verify.model;

import static io.sallyport.verify.model.Bench.HOST;
import static io.sallyport.verify.model.Bench.INSIDE;
import static io.sallyport.verify.model.Bench.LIMITS;
import static io.sallyport.verify.model.Bench.NAT;
import static io.sallyport.verify.model.Bench.OUTSIDE;
import static io.sallyport.verify.model.Bench.SERVER;
import static io.sallyport.verify.model.Bench.SWITCHES;
import static io.sallyport.verify.model.Bench.onlyDrop;
import static io.sallyport.verify.model.Bench.onlyPacket;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.Configuration.Filtering;
import io.sallyport.verify.model.Configuration.Limits;
import io.sallyport.verify.model.Configuration.Mapping;
import io.sallyport.verify.model.Configuration.PoolAddress;
import org.junit.jupiter.api.Test;

class StateModelTest {
    private static final byte[] NO_OPTIONS = {};

    private final Bench bench = Bench.plain();

    @Test
    void endsASessionAtItsTimeout() {
        End nat = bench.willTake(Ip.UDP, HOST, 5000, 0);
        bench.fromInside(Craft.packet(HOST, SERVER).udp(5000, 53));
        bench.now += 299_999;
        onlyPacket(bench.fromOutside(Craft.packet(SERVER, NAT).udp(53, nat.port())), INSIDE);
        bench.now += 300_000;
        assertThat(onlyDrop(bench.fromOutside(Craft.packet(SERVER, NAT).udp(53, nat.port()))))
                .isEqualTo(Reason.ED_FILTER);
    }

    @Test
    void keepsAnEstablishedConnectionLonger() {
        End nat = bench.willTake(Ip.TCP, HOST, 5000, 0);
        bench.fromInside(Craft.packet(HOST, SERVER).tcp(5000, 80, Craft.SYN, NO_OPTIONS));
        bench.fromOutside(Craft.packet(SERVER, NAT).tcp(80, nat.port(), Craft.SYN | Craft.ACK, NO_OPTIONS));
        bench.now += 7_439_999;
        onlyPacket(bench.fromInside(Craft.packet(HOST, SERVER).tcp(5000, 80, Craft.ACK, NO_OPTIONS)), OUTSIDE);
        bench.fromInside(Craft.packet(HOST, SERVER).tcp(5000, 80, Craft.RST, NO_OPTIONS));
        bench.now += 240_000;
        assertThat(onlyDrop(bench.fromInside(Craft.packet(HOST, SERVER).tcp(5000, 80, Craft.ACK, NO_OPTIONS))))
                .isEqualTo(Reason.NO_SESSION);
    }

    @Test
    void findsFaultWithAPortOfAnotherSlot() {
        End right = bench.willTake(Ip.UDP, HOST, 5000, 0);
        int wrong = right.port() < 32_768 ? right.port() + 1024 : right.port() - 1024;
        bench.taken = new End(NAT, wrong);
        assertThat(bench.fromInside(Craft.packet(HOST, SERVER).udp(5000, 53)).findings())
                .hasSize(1);
    }

    @Test
    void findsFaultWithTheOtherParity() {
        bench.willTake(Ip.UDP, HOST, 5000, 1);
        assertThat(bench.fromInside(Craft.packet(HOST, SERVER).udp(5000, 53)).findings())
                .hasSize(1);
    }

    @Test
    void findsFaultWithAPortInUseWhileOthersAreFree() {
        bench.willTake(Ip.UDP, HOST, 5000, 0);
        bench.fromInside(Craft.packet(HOST, SERVER).udp(5000, 53));
        assertThat(bench.fromInside(Craft.packet(HOST, SERVER).udp(5000, 54)).findings())
                .hasSize(1);
    }

    @Test
    void findsFaultWithARefusalWithoutNeed() {
        assertThat(bench.fromInside(Craft.packet(HOST, SERVER).udp(5000, 53)).findings())
                .hasSize(1);
    }

    @Test
    void agreesToOverloadOnceNothingIsFree() {
        for (int k = 0; k < 1024; k++) {
            bench.willTake(Ip.TCP, HOST, 5000, k);
            Result result = bench.fromInside(Craft.packet(HOST, SERVER).tcp(5000, 1 + k, Craft.SYN, NO_OPTIONS));
            assertThat(result.findings()).isEmpty();
        }
        bench.willTake(Ip.TCP, HOST, 5000, 7);
        byte[] next = Craft.packet(HOST, SERVER)
                .tcp(5000, 2000, Craft.SYN, NO_OPTIONS)
                .bytes();
        assertThat(bench.fromInside(next).findings()).isEmpty();
    }

    @Test
    void refusesAHostThatHasEnough() {
        Bench limited = new Bench(Bench.configuration(
                SWITCHES,
                new Limits(LIMITS.sessionsPerWorker(), 1, Integer.MAX_VALUE, Integer.MAX_VALUE, 64),
                Bench.POOL));
        limited.willTake(Ip.UDP, HOST, 5000, 0);
        limited.fromInside(Craft.packet(HOST, SERVER).udp(5000, 53));
        Result result = limited.fromInside(Craft.packet(HOST, SERVER).udp(5000, 54));
        assertThat(onlyDrop(result)).isEqualTo(Reason.HOST_SESSION_LIMIT);
        assertThat(Bytes.get16(onlyPacket(result, INSIDE), 20)).isEqualTo(0x030d);
    }

    @Test
    void givesARestingPortBackToItsTupleOnly() {
        PoolAddress independent =
                new PoolAddress(NAT, 1024, 65535, Mapping.ENDPOINT_INDEPENDENT, Filtering.ENDPOINT_INDEPENDENT);
        Bench open = new Bench(Bench.configuration(SWITCHES, LIMITS, independent));
        End nat = open.willTake(Ip.UDP, HOST, 5000, 0);
        open.fromInside(Craft.packet(HOST, SERVER).udp(5000, 53));
        byte[] stranger =
                Craft.packet(Addresses.of("192.0.2.9"), NAT).udp(1, nat.port()).bytes();
        onlyPacket(open.fromOutside(stranger), INSIDE);
        open.now += 300_000 + Late.LAG;
        assertThat(onlyDrop(open.fromOutside(stranger))).isEqualTo(Reason.ED_FILTER);
        Result again = open.fromInside(Craft.packet(HOST, SERVER).udp(5000, 99));
        assertThat(again.findings()).isEmpty();
        assertThat(Bytes.get16(onlyPacket(again, OUTSIDE), 20)).isEqualTo(nat.port());
    }
}
