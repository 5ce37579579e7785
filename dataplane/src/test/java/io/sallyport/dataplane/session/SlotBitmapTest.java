package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotBitmapTest {
    private final ArenaMemory memory = new ArenaMemory();
    private final SlotBitmap bitmap = new SlotBitmap(memory.allocate(SlotBitmap.BYTES, "bitmap"));

    @AfterEach
    void free() {
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100, 15_000})
    void findsTheNextMemberLikeASortedSet(int members) {
        SplittableRandom random = new SplittableRandom(members);
        NavigableSet<Integer> model = new TreeSet<>();
        for (int step = 0; step < 20_000; step++) {
            int slot = random.nextInt(SlotBitmap.SLOTS);
            if (model.size() < members) {
                bitmap.add(slot);
                model.add(slot);
            } else {
                int leaving = next(model, slot);
                bitmap.remove(leaving);
                model.remove(leaving);
            }
            int from = random.nextInt(SlotBitmap.SLOTS);
            assertThat(bitmap.next(from)).as("step %d from %d", step, from).isEqualTo(next(model, from));
        }
    }

    private static int next(NavigableSet<Integer> model, int from) {
        Integer above = model.ceiling(from);
        return above != null ? above : model.isEmpty() ? -1 : model.first();
    }

    @Test
    void comesRoundToTheSameWord() {
        assertThat(bitmap.next(70)).isEqualTo(-1);
        bitmap.add(69);
        assertThat(bitmap.next(70)).isEqualTo(69);
        assertThat(bitmap.next(69)).isEqualTo(69);
        assertThat(bitmap.next(65_535)).isEqualTo(69);
        bitmap.remove(69);
        assertThat(bitmap.next(70)).isEqualTo(-1);
    }
}
