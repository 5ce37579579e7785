package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C3.10")
@Tag("C9.3")
class HintMapTest {
    private static final int CAPACITY = 1024;

    private final ArenaMemory memory = new ArenaMemory();
    private final HintMap hints = new HintMap(memory, CAPACITY, 7);
    private final SessionTable table = new SessionTable(memory, CAPACITY, 9, hints);

    @AfterEach
    void free() {
        memory.close();
    }

    private boolean shows(long line) {
        int protocol = SessionLine.protocol(line);
        return hints.mayHave(SessionLine.outKeyAddresses(line), SessionLine.outKeyPorts(line), protocol)
                && hints.mayHave(SessionLine.inKeyAddresses(line), SessionLine.inKeyPorts(line), protocol);
    }

    @Test
    void everySessionShowsByBothItsKeysHoweverManyOthersEnd() {
        SplittableRandom random = new SplittableRandom(1);
        Set<Integer> live = new HashSet<>();
        for (int step = 0; step < 200_000; step++) {
            int made = random.nextInt(3) > 0 ? Flow.any(random).create(table, 0) : -1;
            if (made >= 0) {
                live.add(made);
            } else if (!live.isEmpty()) {
                int ends = live.iterator().next();
                live.remove(ends);
                table.delete(ends);
            }
            if (step % 1_000 == 0) {
                assertThat(live).as("step %d", step).allMatch(index -> shows(table.line(index)));
            }
        }
        assertThat(live).allMatch(index -> shows(table.line(index)));
    }

    @Test
    void nothingShowsOnceAllSessionsHaveEnded() {
        SplittableRandom random = new SplittableRandom(2);
        List<Integer> made = new ArrayList<>();
        for (int k = 0; k < CAPACITY; k++) {
            made.add(Flow.any(random).create(table, 0));
        }
        made.stream().filter(index -> index >= 0).forEach(table::delete);
        for (int k = 0; k < 10_000; k++) {
            assertThat(hints.mayHave(random.nextLong(), random.nextInt(), 17)).isFalse();
        }
    }

    @Test
    void inAFullTableAtMostOneInFiveFlowsWithoutASessionShows() {
        SplittableRandom random = new SplittableRandom(3);
        while (table.size() < CAPACITY) {
            Flow.any(random).create(table, 0);
        }
        int shown = 0;
        for (int k = 0; k < 10_000; k++) {
            shown += hints.mayHave(random.nextLong(), random.nextInt(), 17) ? 1 : 0;
        }
        assertThat(shown).isBetween(1_000, 2_500);
    }

    @Test
    void aCountThatIsFullStaysRatherThanHideASession() {
        HintMap crowded = new HintMap(memory, 1, 7);
        SessionTable crowd = new SessionTable(memory, CAPACITY, 9, crowded);
        SplittableRandom random = new SplittableRandom(4);
        List<Integer> made = new ArrayList<>();
        for (int k = 0; k < CAPACITY; k++) {
            made.add(Flow.any(random).create(crowd, 0));
        }
        made.stream().skip(1).forEach(crowd::delete);
        long line = crowd.line(made.getFirst());
        assertThat(crowded.mayHave(
                        SessionLine.outKeyAddresses(line), SessionLine.outKeyPorts(line), SessionLine.protocol(line)))
                .isTrue();
    }

    @Test
    void takesFourToEightBytesPerSession() {
        assertThat(HintMap.bytes(1_000_000)).isEqualTo(4L << 20);
        assertThat(HintMap.bytes(1 << 20)).isEqualTo(4L << 20);
        assertThat(HintMap.bytes((1 << 20) + 1)).isEqualTo(8L << 20);
    }
}
