package io.sallyport.dataplane.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.worker.Worker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WarmUpTest {
    private static final long TENTH = 100_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void goesThroughAllThatTrafficGoesThrough(int workers) {
        try (WarmUp warmUp = WarmUp.withDefaults(workers)) {
            WarmUp.Done done = warmUp.run(10 * TENTH, 20 * TENTH);

            assertThat(done.nanos()).isGreaterThanOrEqualTo(10 * TENTH);
            assertThat(done.packets()).isEqualTo(sum(warmUp, it -> it.counters().get(Counter.RX_PACKETS)));
            assertThat(done.packets()).isGreaterThan(5_000);
            for (Counter counter :
                    new Counter[] {Counter.SNAT_PACKETS, Counter.DNAT_PACKETS, Counter.SESSIONS_CREATED}) {
                assertThat(sum(warmUp, it -> it.counters().get(counter)))
                        .as(counter.label())
                        .isPositive();
            }
            assertThat(sum(warmUp, it -> it.counters().get(Counter.XWORKER_HIT)) > 0)
                    .isEqualTo(workers > 1);
            assertThat(sum(
                            warmUp,
                            it -> it.counters().get(DropReason.ED_FILTER)
                                    + it.counters().get(DropReason.NO_SESSION)))
                    .as("strangers")
                    .isBetween(1L, done.packets() / 20);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void answersReachTheHostsTheyAreFor(int workers) {
        try (WarmUp warmUp = WarmUp.withDefaults(workers)) {
            warmUp.run(10 * TENTH, 10 * TENTH);

            long out = sum(warmUp, it -> it.counters().get(Counter.SNAT_PACKETS));
            long in = sum(warmUp, it -> it.counters().get(Counter.DNAT_PACKETS));
            assertThat(in).isBetween(out * 9 / 10, out);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Tag("C13.5")
    void othersTakeOverItsSessionsAsAfterARestart(int workers) {
        try (WarmUp warmUp = WarmUp.withDefaults(workers)) {
            warmUp.run(8 * TENTH, 8 * TENTH);

            assertThat(warmUp.restored()).isGreaterThan(100);
        }
    }

    @Test
    @Timeout(60)
    void endsBeforeItsLeastTimeOnceNobodyNeedsItAnyMore() {
        try (WarmUp warmUp = WarmUp.withDefaults(1)) {
            AtomicInteger asked = new AtomicInteger();

            WarmUp.Done done = warmUp.run(36_000 * TENTH, 36_000 * TENTH, () -> asked.incrementAndGet() > 3);

            assertThat(done.nanos()).isLessThan(600 * TENTH);
            assertThat(done.packets()).isPositive();
        }
    }

    private static long sum(WarmUp warmUp, ToLongFunction<Worker> count) {
        return warmUp.gateways().stream()
                .flatMap(gateway -> gateway.workers().stream())
                .mapToLong(count)
                .sum();
    }
}
