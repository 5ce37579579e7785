package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.api.GapBucket;
import io.sallyport.api.GapTimes;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.worker.TurnGaps;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GapHistoryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final TableArena arena = new TableArena();
    private final TurnGaps gaps = new TurnGaps(arena.allocate(TurnGaps.BYTES, "gaps"));
    private final GapHistory history = new GapHistory(List.of(gaps));
    private long now = 1;

    @AfterEach
    void close() {
        arena.close();
    }

    /** A second of turns each a millisecond after the one before, but for one gap. */
    private void second(long gap) {
        gaps.turn(now);
        gaps.turn(now + gap);
        for (long at = now + gap; at < now + SECOND; at += MILLI) {
            gaps.turn(at + MILLI);
        }
        now += SECOND;
        history.sample(now);
    }

    @Test
    void theLastMinuteIsNotKnownInTheFirst() {
        history.sample(now);
        for (int i = 0; i < 59; i++) {
            second(MILLI);
        }
        assertThat(history.of(0, now).lastMinute()).isNull();
        second(MILLI);

        assertThat(history.of(0, now).lastMinute()).isNotNull();
    }

    @Test
    void whatIsLongerAgoThanSeventySecondsIsOnlyInThatSinceStart() {
        history.sample(now);
        second(300 * MILLI);
        for (int i = 0; i < 90; i++) {
            second(MILLI);
        }

        io.sallyport.api.TurnGaps all = history.of(0, now);

        assertThat(all.sinceStart().longestMicros()).isEqualTo(300_000);
        GapTimes minute = Objects.requireNonNull(all.lastMinute());
        assertThat(minute.longestMicros()).isBetween(1_000.0, 1_016.0);
        assertThat(minute.gaps()).isBetween(60_000L, 70_000L);
    }

    @Test
    void bucketsHoldTheShorterOnesToo() {
        gaps.turn(1);
        gaps.turn(1 + 8_191);
        gaps.turn(1 + 8_191 + 8_192);
        gaps.turn(1 + 8_191 + 8_192 + 2 * SECOND);

        assertThat(history.of(0, now).buckets())
                .contains(new GapBucket(1.023, 0), new GapBucket(8.191, 1), new GapBucket(65.535, 2))
                .endsWith(new GapBucket(1_073_741.823, 2));
        assertThat(history.of(0, now).sinceStart().gaps()).isEqualTo(3);
        assertThat(history.of(0, now).totalMicros()).isEqualTo(2_000_016.383);
    }
}
