package io.sallyport.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.model.Configuration;
import io.sallyport.verify.model.Configuration.Limits;
import io.sallyport.verify.model.Configuration.Switches;
import io.sallyport.verify.model.Configuration.Timeouts;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A comparison that finds nothing proves nothing unless it can: the gateway is told other settings than the model. */
class LieTest {
    private static final Set<Feature> ALL = EnumSet.allOf(Feature.class);
    private static final int EPISODES = 40;
    private static final int PACKETS = 1_500;

    static Stream<Arguments> lies() {
        return Stream.of(
                Arguments.of("UDP ends a second later", timeouts(t -> longer(t, 1, 0, 0))),
                Arguments.of("TCP closes a second later", timeouts(t -> longer(t, 0, 1, 0))),
                Arguments.of("fragments wait longer", timeouts(t -> longer(t, 0, 0, 1))),
                Arguments.of("no overload of ports", switches(s -> with(s, !s.portOverload(), s.softPairing(), 0))),
                Arguments.of("the other pairing", switches(s -> with(s, s.portOverload(), !s.softPairing(), 0))),
                Arguments.of("an MSS is lowered", switches(s -> with(s, s.portOverload(), s.softPairing(), 600))),
                Arguments.of("a session more for each host", limits(1, 0)),
                Arguments.of("a datagram in fragments more", limits(0, 1)),
                Arguments.of("no static mappings", (Lie) LieTest::withoutStatics));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    @DisplayName("a gateway that does otherwise is found out")
    void isFoundOut(String what, Lie lie) {
        assertThat(Stream.iterate(1L, seed -> seed + 1)
                        .limit(EPISODES)
                        .anyMatch(seed -> !new Episode(seed, ALL, lie)
                                .play(Episode.packets(PACKETS), Watcher.NOBODY)
                                .isGood()))
                .as(what)
                .isTrue();
    }

    private interface Change<T> {
        T apply(T before);
    }

    private static Lie timeouts(Change<Timeouts> change) {
        return c -> copy(c, c.statics(), c.switches(), change.apply(c.timeouts()), c.limits());
    }

    private static Lie switches(Change<Switches> change) {
        return c -> copy(c, c.statics(), change.apply(c.switches()), c.timeouts(), c.limits());
    }

    private static Lie limits(int sessions, int fragments) {
        return c -> copy(c, c.statics(), c.switches(), c.timeouts(), more(c.limits(), sessions, fragments));
    }

    private static Configuration withoutStatics(Configuration c) {
        return copy(c, List.of(), c.switches(), c.timeouts(), c.limits());
    }

    private static Configuration copy(
            Configuration c,
            List<Configuration.StaticMapping> statics,
            Switches switches,
            Timeouts timeouts,
            Limits limits) {
        return new Configuration(
                c.workers(),
                c.interfaces(),
                c.routes(),
                c.neighbors(),
                c.pool(),
                statics,
                c.noNat(),
                switches,
                timeouts,
                limits);
    }

    private static Timeouts longer(Timeouts t, int udp, int tcpClosing, int fragment) {
        return new Timeouts(
                t.udp() + udp * 1000L,
                t.tcpOpening(),
                t.tcpEstablished(),
                t.tcpClosing() + tcpClosing * 1000L,
                t.icmp(),
                t.other(),
                t.fragment() + fragment * 1000L,
                t.portQuarantine());
    }

    private static Switches with(Switches s, boolean overload, boolean softPairing, int mssClamp) {
        return new Switches(
                s.hairpin(),
                softPairing,
                overload,
                s.otherProtocols(),
                s.bridge(),
                s.rstRevive(),
                s.refusal(),
                mssClamp == 0 ? s.mssClamp() : mssClamp);
    }

    private static Limits more(Limits l, int sessions, int fragments) {
        int perHost = l.sessionsPerHost() == Integer.MAX_VALUE ? l.sessionsPerHost() : l.sessionsPerHost() + sessions;
        return new Limits(
                l.sessionsPerWorker(),
                perHost,
                l.newSessionsPerHost(),
                l.portsPerHost(),
                l.fragmentsPerWorker() + fragments);
    }
}
