package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.api.Rates;
import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.count.WorkerCounters;
import io.sallyport.dataplane.session.TableArena;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class RateHistoryTest {
    private static final long MILLI = 1_000_000;

    private final TableArena arena = new TableArena();
    private final WorkerCounters first = counters();
    private final WorkerCounters second = counters();
    private final RateHistory history = new RateHistory(2);
    private long now = Long.MAX_VALUE - 5_000 * MILLI; // nanoTime may be anything, and wrap

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void thereAreNoRatesBeforeThereAreTwoReadings() {
        assertThat(history.of(0, now)).isEmpty();
        assertThat(history.total(now)).isEmpty();
        sample();
        assertThat(history.of(0, now)).isEmpty();
        assertThat(history.total(now)).isEmpty();
    }

    @Test
    @Tag("C10.8")
    void eachLengthOfTimeIsKnownOnceItHasPassed() {
        sample();
        for (int second = 1; second <= 60; second++) {
            count(first, 100, 90, 5, 2);
            pass(1_000);
            sample();

            assertThat(history.of(0, now))
                    .as("after %d s", second)
                    .extracting(Rates::seconds)
                    .containsExactlyElementsOf(
                            second < 10 ? List.of(1) : second < 60 ? List.of(1, 10) : List.of(1, 10, 60));
        }
        assertThat(history.of(0, now))
                .containsExactly(
                        new Rates(1, 100, 90, 5, 2), new Rates(10, 100, 90, 5, 2), new Rates(60, 100, 90, 5, 2));
    }

    @Test
    void aRateIsOverTheTimeThatTrulyPassed() {
        sample();
        count(first, 1_300, 0, 0, 0);
        pass(1_300);
        sample();

        assertThat(history.of(0, now)).containsExactly(new Rates(1, 1_000, 0, 0, 0));
    }

    @Test
    void lastSecondTenSecondsAndMinuteAreToldApart() {
        sample();
        for (int second = 1; second <= 60; second++) {
            count(first, second == 60 ? 600 : second > 50 ? 10 : 0, 0, 0, second == 1 ? 1 : 0);
            pass(1_000);
            sample();
        }

        assertThat(history.of(0, now))
                .containsExactly(
                        new Rates(1, 600, 0, 0, 0), new Rates(10, 69, 0, 0, 0), new Rates(60, 11.5, 0, 0, 0.017));
    }

    @Test
    @Tag("C10.9")
    void theTotalIsTheSumOverAllWorkers() {
        sample();
        count(first, 100, 50, 2, 1);
        count(second, 30, 70, 4, 0);
        pass(1_000);
        sample();

        assertThat(history.of(1, now)).containsExactly(new Rates(1, 30, 70, 4, 0));
        assertThat(history.total(now)).containsExactly(new Rates(1, 130, 120, 6, 1));
    }

    @Test
    @Tag("C10.10")
    void whatAStalledWorkerDidNotAnswerIsNotUsed() {
        everySecond(10);
        count(first, 1_000_000, 0, 0, 0);
        pass(1_000);
        sampleWithFirstStalled();
        assertThat(history.of(0, now))
                .as("those of a second ago")
                .containsExactly(new Rates(1, 10, 0, 0, 0), new Rates(10, 10, 0, 0, 0));
        pass(2_001);
        sampleWithFirstStalled();
        assertThat(history.of(0, now)).as("too old to be shown").isEmpty();
        assertThat(history.total(now)).as("would be the second worker's alone").isEmpty();
        assertThat(history.of(1, now)).as("of a worker that runs").isNotEmpty();
    }

    @Test
    @Tag("C10.10")
    void onceItIsBackTheGapIsAveragedOverItsTrueLength() {
        everySecond(10);
        for (int second = 0; second < 4; second++) {
            pass(1_000);
            sampleWithFirstStalled();
        }
        count(first, 500, 0, 0, 0);
        pass(1_000);
        sample();

        assertThat(history.of(0, now))
                .as("no second has been watched, ten have: 50 packets before the gap, 500 after")
                .containsExactly(new Rates(10, 55, 0, 0, 0));
    }

    @Test
    void aReadingThatComesTooEarlyOrLateIsNoSecond() {
        sample();
        pass(400);
        sample();
        assertThat(history.of(0, now)).isEmpty();
        pass(2_600);
        sample();
        assertThat(history.of(0, now)).isEmpty();
    }

    @Test
    void keepsNoMoreThanAMinuteHoweverOftenItIsFed() {
        for (int k = 0; k < 1_000 * RateHistory.MOST; k++) {
            pass(1);
            sample();
        }

        assertThat(history.of(0, now))
                .as("all that is kept is younger than a second")
                .isEmpty();
    }

    private void everySecond(int seconds) {
        sample();
        for (int passed = 0; passed < seconds; passed++) {
            count(first, 10, 0, 0, 0);
            count(second, 10, 0, 0, 0);
            pass(1_000);
            sample();
        }
    }

    private static void count(WorkerCounters counters, long rx, long tx, long sessions, long drops) {
        counters.add(Counter.RX_PACKETS, rx);
        counters.add(Counter.TX_PACKETS, tx);
        counters.add(Counter.SESSIONS_CREATED, sessions);
        counters.drop(DropReason.NO_PORT, drops);
    }

    private void sample() {
        history.add(List.of(reading(first, true), reading(second, true)));
    }

    private void sampleWithFirstStalled() {
        history.add(List.of(reading(first, false), reading(second, true)));
    }

    private CounterReader.Reading reading(WorkerCounters counters, boolean answered) {
        if (answered) {
            counters.publish();
        }
        return new CounterReader.Reading(counters.read(answered), now);
    }

    private void pass(long millis) {
        now += millis * MILLI;
    }

    private WorkerCounters counters() {
        return new WorkerCounters(arena.allocate(WorkerCounters.bytes(2, 2), "counters"), 2, 2);
    }
}
