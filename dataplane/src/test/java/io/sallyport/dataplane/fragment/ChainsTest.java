package io.sallyport.dataplane.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.session.ArenaMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChainsTest {
    private final ArenaMemory memory = new ArenaMemory();

    @AfterEach
    void free() {
        memory.close();
    }

    @Test
    @Tag("C11.3")
    void noChainIsLongerThanStated() {
        Chains chains = new Chains(memory, 100, "test");
        for (int n = 0; n < Chains.LONGEST; n++) {
            assertThat(chains.take(5)).isNotNegative();
        }
        assertThat(chains.take(5)).isEqualTo(-1);
        int other = chains.take(6);
        assertThat(other).as("another chain").isNotNegative();
        chains.giveBack(5, chains.next(chains.first(5)));
        assertThat(chains.take(5)).isNotNegative();
        assertThat(chain(chains, 5))
                .hasSize(Chains.LONGEST)
                .doesNotHaveDuplicates()
                .doesNotContain(other);
    }

    @Test
    void everyNumberIsFreeOrInOneChain() {
        SplittableRandom random = new SplittableRandom(1);
        Chains chains = new Chains(memory, 50, "test");
        List<List<Integer>> model = new ArrayList<>();
        for (int hash = 0; hash < 16; hash++) {
            model.add(new ArrayList<>());
        }
        for (int step = 0; step < 20_000; step++) {
            int hash = random.nextInt(16);
            List<Integer> expected = model.get(hash);
            int all = model.stream().mapToInt(List::size).sum();
            if (random.nextInt(10) < 5) {
                int number = chains.take(hash);
                boolean room = all < 50 && expected.size() < Chains.LONGEST;
                assertThat(number >= 0).as("step %d", step).isEqualTo(room);
                if (room) {
                    expected.addFirst(number);
                }
            } else if (!expected.isEmpty()) {
                int place = random.nextInt(expected.size());
                chains.giveBack(hash, expected.get(place));
                expected.subList(place, place + 1).clear();
            }
            assertThat(chain(chains, hash)).as("step %d", step).isEqualTo(expected);
            assertThat(model.stream().flatMap(List::stream)).as("step %d", step).doesNotHaveDuplicates();
        }
    }

    private static List<Integer> chain(Chains chains, long hash) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = chains.first(hash); number >= 0; number = chains.next(number)) {
            numbers.add(number);
        }
        return numbers;
    }
}
