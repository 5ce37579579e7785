package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C4.9")
class TimerWheelTest {
    private static final long HOUR = 3_600_000;
    private static final int TICK = TimerWheel.TICK_MILLIS;

    private final ArenaMemory memory = new ArenaMemory();

    @AfterEach
    void free() {
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void firesNeverEarlyAndLessThanATickLateWhateverStepTheClockTakes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long now = random.nextLong(1L << 40);
        int capacity = 1 + random.nextInt(300);
        TimerWheel wheel = new TimerWheel(memory, capacity, now);
        Map<Integer, Long> deadlines = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            String when = "seed " + seed + " step " + step;
            int index = random.nextInt(capacity);
            if (random.nextInt(4) == 0) {
                wheel.cancel(index);
                deadlines.remove(index);
            } else {
                long deadline = now + random.nextLong(random.nextBoolean() ? 2000 : 7_500_000);
                wheel.schedule(index, deadline);
                deadlines.put(index, deadline);
            }
            now += clockStep(random);
            long lastTick = Long.MIN_VALUE;
            for (int due = wheel.poll(now); due >= 0; due = wheel.poll(now)) {
                assertThat(deadlines).as(when).containsKey(due);
                long deadline = deadlines.getOrDefault(due, Long.MAX_VALUE);
                deadlines.remove(due);
                assertThat(deadline).as(when).isLessThanOrEqualTo(now);
                assertThat(Math.ceilDiv(deadline, TICK)).as(when).isGreaterThanOrEqualTo(lastTick);
                lastTick = Math.ceilDiv(deadline, TICK);
            }
            long latest = now - TICK;
            assertThat(deadlines.values()).as(when).allMatch(deadline -> deadline > latest);
            assertThat(wheel.size()).as(when).isEqualTo(deadlines.size());
            assertThat(wheel.scheduled(index)).as(when).isEqualTo(deadlines.containsKey(index));
        }
    }

    /** Mostly less than a tick, at times minutes, seldom most of the way round the wheel. */
    private static long clockStep(SplittableRandom random) {
        int kind = random.nextInt(1000);
        return random.nextLong(kind == 0 ? 7_000_000 : kind < 20 ? 300_000 : 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 24, 24 * 365})
    void afterAJumpReturnsEveryTimerOnceAndThenSaysThatNoneIsDue(long hours) {
        int capacity = 10_000;
        SplittableRandom random = new SplittableRandom(hours);
        TimerWheel wheel = new TimerWheel(memory, capacity, 0);
        for (int index = 0; index < capacity; index++) {
            wheel.schedule(index, random.nextLong(2 * HOUR));
        }
        BitSet returned = new BitSet();
        for (int turn = 0; turn < capacity; turn++) {
            int index = wheel.poll(hours * HOUR);
            assertThat(index).isNotNegative();
            assertThat(returned.get(index)).isFalse();
            returned.set(index);
        }
        assertThat(wheel.poll(hours * HOUR)).isEqualTo(-1);
        assertThat(wheel.size()).isZero();
        wheel.schedule(5, hours * HOUR + 1000);
        assertThat(wheel.poll(hours * HOUR + 999)).isEqualTo(-1);
        assertThat(wheel.poll(hours * HOUR + 1000 + TICK)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void timersSetWhileAJumpIsBeingWorkedOffFireSoonOrOnTimeAndTheWorkEnds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int capacity = 2000;
        TimerWheel wheel = new TimerWheel(memory, capacity, 0);
        for (int index = 0; index < capacity; index++) {
            wheel.schedule(index, random.nextLong(2 * HOUR));
        }
        long now = 24 * 365 * HOUR;
        long[] deadline = new long[capacity];
        int polls = 0;
        // As the worker does: what fires before its real deadline is scheduled again.
        for (int index = wheel.poll(now); index >= 0 && polls <= 3 * capacity; index = wheel.poll(now)) {
            polls++;
            deadline[index] = deadline[index] == 0 ? now + 1 + random.nextLong(2 * HOUR) : deadline[index];
            wheel.schedule(index, deadline[index]);
        }
        assertThat(polls).as("seed %d", seed).isBetween(capacity, 3 * capacity);
        assertThat(wheel.size()).isEqualTo(capacity);
        polls = 0;
        for (long later = now; later < now + 3 * HOUR; later += 60_000) {
            for (int index = wheel.poll(later); index >= 0 && polls <= 3 * capacity; index = wheel.poll(later)) {
                polls++;
                if (deadline[index] > later) {
                    wheel.schedule(index, deadline[index]);
                } else {
                    assertThat(deadline[index]).isGreaterThan(later - 60_000 - TICK);
                }
            }
        }
        assertThat(polls).as("seed %d", seed).isBetween(capacity, 3 * capacity);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aDeadlineBeyondTheHorizonFiresThere() {
        TimerWheel wheel = new TimerWheel(memory, 4, 0);
        wheel.schedule(1, Long.MAX_VALUE);
        wheel.schedule(2, 7_440_000);
        assertThat(TimerWheel.HORIZON_MILLIS).isGreaterThan(7_440_000);
        assertThat(wheel.poll(7_439_999)).isEqualTo(-1);
        assertThat(wheel.poll(7_440_000 + TICK)).isEqualTo(2);
        assertThat(wheel.poll(TimerWheel.HORIZON_MILLIS - 1)).isEqualTo(-1);
        assertThat(wheel.poll(TimerWheel.HORIZON_MILLIS)).isEqualTo(1);
    }

    @Test
    void aDeadlineThatHasPassedFiresWithTheNextTick() {
        TimerWheel wheel = new TimerWheel(memory, 4, 1000 * TICK);
        wheel.schedule(3, 0);
        assertThat(wheel.poll(1000 * TICK)).isEqualTo(-1);
        assertThat(wheel.poll(1001 * TICK)).isEqualTo(3);
    }

    @Test
    void aClockThatWentBackFiresNothingAndLosesNothing() {
        TimerWheel wheel = new TimerWheel(memory, 4, 10_000);
        wheel.schedule(0, 11_000);
        assertThat(wheel.poll(0)).isEqualTo(-1);
        assertThat(wheel.poll(12_000)).isZero();
    }

    @Test
    void schedulingAgainMovesTheTimer() {
        TimerWheel wheel = new TimerWheel(memory, 4, 0);
        wheel.schedule(0, 500);
        wheel.schedule(0, 5000);
        assertThat(wheel.size()).isEqualTo(1);
        assertThat(wheel.poll(4999)).isEqualTo(-1);
        assertThat(wheel.poll(5120)).isZero();
        assertThat(wheel.poll(5120)).isEqualTo(-1);
    }

    @Test
    void refusesACapacityItCannotHave() {
        assertThatThrownBy(() -> new TimerWheel(memory, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 134217728 can be had");
    }

    @Test
    void takesAsMuchMemoryAsItSays() {
        try (ArenaMemory own = new ArenaMemory()) {
            new TimerWheel(own, 1000, 0);
            assertThat(own.bytes()).isEqualTo(TimerWheel.bytes(1000)).isEqualTo(8000 + 520 * 1024 + 128);
        }
    }

    @Test
    @Tag("C11.2")
    void allocatesNothingOnTheHeap() {
        TimerWheel wheel = new TimerWheel(memory, 1000, 0);
        long[] now = {0};
        Runnable turn = () -> {
            for (int i = 0; i < 50_000; i++) {
                wheel.schedule(i % 1000, now[0] + i % 700);
                now[0] += 3;
                wheel.poll(now[0]);
            }
        };
        turn.run();
        assertThat(HeapAllocation.of(turn)).isZero();
    }
}
