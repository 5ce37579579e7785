package io.sallyport.dataplane.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dataplane.session.ArenaMemory;
import io.sallyport.dataplane.session.HeapAllocation;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortMapTest {
    private static final int FIRST = 5;
    private static final int LAST = 7;

    private final ArenaMemory memory = new ArenaMemory();
    private final PortMap ports = new PortMap(memory, 2, FIRST, LAST);
    private final PortRandom random = new PortRandom(1, 2);

    @AfterEach
    void free() {
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    @Tag("C12.1")
    @Tag("C1.9")
    void givesOutEveryPortOfTheSlotOnceBeforeItIsFull(int parity) {
        BitSet given = new BitSet();
        for (int i = 0; i < 1024; i++) {
            assertThat(ports.free(1, PortMap.UDP, 6)).isEqualTo(1024 - i);
            assertThat(ports.inUse(1, PortMap.UDP)).isEqualTo(i);
            int port = ports.allocate(1, PortMap.UDP, 6, parity, random);
            assertThat(port).isBetween(6 * 1024, 6 * 1024 + 1023);
            assertThat(given.get(port)).as("port %d given out before", port).isFalse();
            given.set(port);
            if (parity >= 0 && i < 512) {
                assertThat(port % 2).as("parity kept while such a port is free").isEqualTo(parity);
            }
        }
        assertThat(ports.allocate(1, PortMap.UDP, 6, parity, random)).isEqualTo(-1);
        assertThat(ports.inUse(1, PortMap.UDP)).isEqualTo(1024);
        assertThat(ports.free(1, PortMap.UDP, 5)).as("neighbouring slot").isEqualTo(1024);
        assertThat(ports.free(1, PortMap.TCP, 6)).as("other class").isEqualTo(1024);
        assertThat(ports.free(0, PortMap.UDP, 6)).as("other pool address").isEqualTo(1024);

        assertThat(ports.release(1, PortMap.UDP, 6 * 1024 + 77)).isTrue();
        assertThat(ports.allocate(1, PortMap.UDP, 6, parity, random)).isEqualTo(6 * 1024 + 77);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @Tag("C4.8")
    @Tag("C12.1")
    void agreesWithAModelUnderRandomUse(long seed) {
        SplittableRandom choice = new SplittableRandom(seed);
        PortModel model = new PortModel(FIRST, LAST);
        int none = 0;
        for (int step = 0; step < 20_000; step++) {
            int pool = choice.nextInt(2);
            int kind = choice.nextInt(3);
            int slot = FIRST + choice.nextInt(3);
            int port = slot * 1024 + choice.nextInt(1024);
            String when = "seed " + seed + " step " + step + " pool " + pool + " class " + kind + " port " + port;
            switch (choice.nextInt(step % 8000 < 6000 ? 5 : 9)) {
                case 0, 1, 2 -> {
                    int parity = choice.nextInt(3) - 1;
                    int given = ports.allocate(pool, kind, slot, parity, random);
                    assertThat(model.mayGive(pool, kind, slot, parity, given))
                            .as("%s: %d", when, given)
                            .isTrue();
                    model.use(pool, kind, given, 1);
                    none += given < 0 ? 1 : 0;
                }
                case 3 -> {
                    boolean shared = ports.share(pool, kind, port);
                    assertThat(shared).as(when).isEqualTo(model.usable(pool, kind, port));
                    model.use(pool, kind, shared ? port : -1, 1);
                }
                case 4 -> model.change(ports, choice, pool, kind, port);
                default -> {
                    boolean released = ports.release(pool, kind, port);
                    assertThat(released).as(when).isEqualTo(model.uses(pool, kind, port) > 0);
                    model.use(pool, kind, released ? port : -1, -1);
                }
            }
            assertThat(ports.uses(pool, kind, port)).as(when).isEqualTo(model.uses(pool, kind, port));
            if (step % 64 == 0) {
                assertThat(ports.free(pool, kind, slot)).as(when).isEqualTo(model.free(pool, kind, slot, -1));
                assertThat(ports.inUse(pool, kind)).as(when).isEqualTo(model.inUse(pool, kind));
            }
        }
        assertThat(none).as("the test is about full slots, too").isPositive();
    }

    @Test
    @Tag("C4.8")
    void aSharedPortIsFreeOnlyAfterItsLastUse() {
        int port = ports.allocate(0, PortMap.TCP, FIRST, -1, random);
        assertThat(ports.share(0, PortMap.TCP, port)).isTrue();
        assertThat(ports.uses(0, PortMap.TCP, port)).isEqualTo(2);
        assertThat(ports.inUse(0, PortMap.TCP)).isEqualTo(1);
        ports.release(0, PortMap.TCP, port);
        assertThat(ports.free(0, PortMap.TCP, FIRST)).isEqualTo(1023);
        ports.release(0, PortMap.TCP, port);
        assertThat(ports.free(0, PortMap.TCP, FIRST)).isEqualTo(1024);
        assertThat(ports.release(0, PortMap.TCP, port))
                .as("released once too often")
                .isFalse();
        assertThat(ports.inUse(0, PortMap.TCP)).isZero();
    }

    @Test
    void usesOfOnePortAreCountedUpToTheMostAndNoFurther() {
        int port = FIRST * 1024;
        for (int i = 0; i < PortMap.MOST_USES; i++) {
            assertThat(ports.share(0, PortMap.TCP, port)).isTrue();
        }
        assertThat(ports.share(0, PortMap.TCP, port)).isFalse();
        assertThat(ports.uses(0, PortMap.TCP, port)).isEqualTo(32767);
        ports.reserve(0, PortMap.TCP, port);
        assertThat(ports.uses(0, PortMap.TCP, port)).isEqualTo(32767);
    }

    @Test
    void neverGivesOutAPortOutsideTheRangeOrAReservedOne() {
        ports.allow(0, 5 * 1024 + 1000, 6 * 1024 + 9);
        ports.reserve(0, PortMap.TCP, 6 * 1024 + 3);
        ports.reserve(0, PortMap.TCP, 80);
        assertThat(ports.free(0, PortMap.TCP, 5)).isEqualTo(24);
        assertThat(ports.free(0, PortMap.TCP, 6)).isEqualTo(9);
        assertThat(ports.free(0, PortMap.UDP, 6)).isEqualTo(10);
        assertThat(ports.allocate(0, PortMap.TCP, 7, 0, random)).isEqualTo(-1);
        for (int i = 0; i < 9; i++) {
            assertThat(ports.allocate(0, PortMap.TCP, 6, -1, random))
                    .isBetween(6 * 1024, 6 * 1024 + 9)
                    .isNotEqualTo(6 * 1024 + 3);
        }
        assertThat(ports.allocate(0, PortMap.TCP, 6, -1, random)).isEqualTo(-1);
        assertThat(ports.share(0, PortMap.TCP, 6 * 1024 + 3)).as("reserved").isFalse();
        assertThat(ports.share(0, PortMap.TCP, 7 * 1024)).as("out of range").isFalse();
        assertThat(ports.share(0, PortMap.TCP, 8 * 1024))
                .as("of another worker")
                .isFalse();
        assertThat(ports.share(0, PortMap.TCP, 1023)).as("static block").isFalse();
        ports.unreserve(0, PortMap.TCP, 6 * 1024 + 3);
        assertThat(ports.allocate(0, PortMap.TCP, 6, -1, random)).isEqualTo(6 * 1024 + 3);
    }

    @Test
    void aPortReservedWhileInUseStaysUsableAndDoesNotBecomeFreeAfterwards() {
        int port = ports.allocate(0, PortMap.UDP, FIRST, -1, random);
        ports.reserve(0, PortMap.UDP, port);
        assertThat(ports.uses(0, PortMap.UDP, port)).isEqualTo(1);
        assertThat(ports.release(0, PortMap.UDP, port)).isTrue();
        assertThat(ports.free(0, PortMap.UDP, FIRST)).isEqualTo(1023);
        ports.unreserve(0, PortMap.UDP, port);
        assertThat(ports.free(0, PortMap.UDP, FIRST)).isEqualTo(1024);
    }

    @Test
    void choosesEveryFreePortWithEqualChance() {
        PortMap map = new PortMap(memory, 1, 1, 1);
        // What is left: three ports in very different places, one of them behind a long used run.
        int[] left = {1024, 1030, 2040};
        map.allow(0, 1024, 2047);
        for (int port = 1024; port < 2048; port++) {
            if (port != left[0] && port != left[1] && port != left[2]) {
                map.share(0, PortMap.UDP, port);
            }
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            int port = map.allocate(0, PortMap.UDP, 1, 0, random);
            counts.merge(port, 1, Integer::sum);
            map.release(0, PortMap.UDP, port);
        }
        assertThat(counts).containsOnlyKeys(1024, 1030, 2040);
        assertThat(counts.values()).allMatch(count -> count > 9500 && count < 10500);
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,5", "1,5,4", "1,1,64"})
    void refusesSlotsThatAreNone(int pools, int first, int last) {
        assertThatThrownBy(() -> new PortMap(memory, pools, first, last))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascending slots from 1 to 63");
    }

    @ParameterizedTest
    @CsvSource({"1023,2000", "3000,2999", "1024,65536"})
    void refusesARangeItCannotHave(int from, int to) {
        assertThatThrownBy(() -> ports.allow(0, from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("%d-%d".formatted(from, to))
                .hasMessageContaining("1024-65535");
    }

    @Test
    @Tag("C11.2")
    void allocatesNothingOnTheHeap() {
        Runnable turn = () -> {
            for (int i = 0; i < 50_000; i++) {
                int port = ports.allocate(0, PortMap.TCP, FIRST, i & 1, random);
                ports.share(0, PortMap.TCP, port);
                ports.release(0, PortMap.TCP, port);
                ports.release(0, PortMap.TCP, port);
            }
        };
        turn.run();
        assertThat(HeapAllocation.of(turn)).isZero();
    }
}
