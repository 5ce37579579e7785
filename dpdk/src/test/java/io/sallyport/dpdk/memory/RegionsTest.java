package io.sallyport.dpdk.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The addresses here are never touched, only checked; they lie where no process has memory. */
class RegionsTest {
    private static final long BASE = 0x7000_0000_0000_0000L;

    @Test
    void refusesAccessOutsideOrAcrossRegions() {
        Regions.add(BASE, 64);
        Regions.add(BASE + 64, 64);
        assertThat(Regions.check(BASE, 64)).isTrue();
        assertThat(Regions.check(BASE + 120, 8)).isTrue();
        for (long[] outside : new long[][] {{-1, 1}, {-1, 8}, {60, 8}, {121, 8}, {128, 1}, {0, 65}, {8, -1}}) {
            assertThatThrownBy(() -> Regions.check(BASE + outside[0], outside[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("outside every registered region");
        }
        Regions.remove(BASE);
        Regions.remove(BASE + 64);
        assertThatThrownBy(() -> Regions.check(BASE, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesOverlapAndEmptyRegion() {
        Regions.add(BASE, 64);
        for (long[] wrong : new long[][] {{0, 64}, {63, 1}, {-1, 2}, {-8, 200}, {200, 0}, {200, -5}}) {
            assertThatThrownBy(() -> Regions.add(BASE + wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Regions.remove(BASE + 1);
        assertThat(Regions.check(BASE, 64)).isTrue();
        Regions.remove(BASE);
    }

    @Test
    void agreesWithMapUnderRandomChanges() {
        long seed = 77;
        SplittableRandom random = new SplittableRandom(seed);
        NavigableMap<Long, Long> model = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            long start = BASE + random.nextLong(400);
            long length = 1 + random.nextLong(20);
            switch (random.nextInt(3)) {
                case 0 ->
                    assertThat(added(start, length))
                            .as("seed %d step %d", seed, step)
                            .isEqualTo(addToModel(model, start, length));
                case 1 -> {
                    Regions.remove(start);
                    model.remove(start);
                }
                default ->
                    assertThat(allowed(start, length))
                            .as("seed %d step %d", seed, step)
                            .isEqualTo(inModel(model, start, length));
            }
        }
        model.keySet().forEach(Regions::remove);
    }

    private static boolean added(long start, long length) {
        try {
            Regions.add(start, length);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean addToModel(NavigableMap<Long, Long> model, long start, long length) {
        boolean free = model.entrySet().stream().noneMatch(e -> start < e.getValue() && e.getKey() < start + length);
        if (free) {
            model.put(start, start + length);
        }
        return free;
    }

    private static boolean allowed(long start, long length) {
        try {
            return Regions.check(start, length);
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static boolean inModel(NavigableMap<Long, Long> model, long start, long length) {
        Map.Entry<Long, Long> region = model.floorEntry(start);
        return region != null && start + length <= region.getValue();
    }
}
