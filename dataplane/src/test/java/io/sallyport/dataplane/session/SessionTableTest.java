package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTableTest {
    private static final int UDP = 17;

    private final ArenaMemory memory = new ArenaMemory();

    @AfterEach
    void free() {
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @Tag("C4.6")
    @Tag("C4.7")
    @Tag("C4.8")
    @Tag("C6.1")
    @Tag("C11.3")
    void agreesWithAMapUnderRandomCreationAndDeletion(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int capacity = 1 + random.nextInt(60);
        SessionTable table = new SessionTable(memory, capacity, random.nextLong(), hints(memory, capacity));
        Map<FlowKey, Integer> outside = new HashMap<>();
        Map<FlowKey, Integer> inside = new HashMap<>();
        Map<Integer, Flow> live = new HashMap<>();
        for (int step = 0; step < 15_000; step++) {
            String when = "seed " + seed + " step " + step;
            Flow flow = Flow.few(random);
            boolean wanted = inside.size() < capacity
                    && !inside.containsKey(flow.outKey())
                    && !outside.containsKey(flow.inKey());
            int index = flow.create(table, step);
            assertThat(index >= 0).as(when).isEqualTo(wanted);
            if (index >= 0) {
                assertThat(live.put(index, flow)).as(when).isNull();
                inside.put(flow.outKey(), index);
                outside.put(flow.inKey(), index);
                assertHolds(table, index, flow, step);
            }
            int victim = random.nextInt(capacity);
            Flow doomed = live.get(victim);
            if (doomed != null && random.nextInt(3) == 0) {
                useUp(table.line(victim));
                table.delete(victim);
                inside.remove(doomed.outKey());
                outside.remove(doomed.inKey());
                live.remove(victim);
            }
            Flow asked = Flow.few(random);
            assertThat(asked.findOut(table)).as(when).isEqualTo(inside.getOrDefault(asked.outKey(), -1));
            assertThat(asked.findIn(table)).as(when).isEqualTo(outside.getOrDefault(asked.inKey(), -1));
            assertThat(table.size()).as(when).isEqualTo(inside.size());
            assertThat(table.live(victim)).as(when).isEqualTo(live.containsKey(victim));
        }
    }

    private static void assertHolds(SessionTable table, int index, Flow flow, int now) {
        long line = table.line(index);
        assertThat(new Flow(
                        SessionLine.insideAddress(line),
                        SessionLine.insidePort(line),
                        SessionLine.remoteAddress(line),
                        SessionLine.remotePort(line),
                        SessionLine.natAddress(line),
                        SessionLine.natPort(line),
                        SessionLine.protocol(line)))
                .isEqualTo(flow);
        assertThat(SessionLine.owner(line)).isEqualTo(Flow.OWNER);
        assertThat(SessionLine.slot(line)).isEqualTo(Flow.SLOT);
        assertThat(SessionLine.lastActivity(line)).isEqualTo(now);
        assertThat(SessionLine.intact(line)).isTrue();
        assertThat(SessionLine.flags(line)).isZero();
        assertThat(SessionLine.tcpState(line)).isZero();
        assertThat(SessionLine.packetsOut(line) + SessionLine.bytesOut(line)).isZero();
        assertThat(SessionLine.packetsIn(line) + SessionLine.bytesIn(line)).isZero();
    }

    /** Leaves traces of a life that the next session in the line must not see. */
    private static void useUp(long line) {
        SessionLine.setTcpState(line, 0xff);
        SessionLine.countOut(line, 100);
        SessionLine.countIn(line, 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 16, 1000, 100_000})
    @Tag("C12.2")
    @Tag("C4.8")
    void holdsExactlyAsManySessionsAsItsCapacity(int capacity) {
        for (long seed = 1; seed <= Math.max(3, 2000 / capacity); seed++) {
            try (ArenaMemory own = new ArenaMemory()) {
                SplittableRandom random = new SplittableRandom(seed);
                SessionTable table = new SessionTable(own, capacity, random.nextLong(), hints(own, capacity));
                List<Flow> flows = distinct(random, capacity + 1);
                for (int i = 0; i < capacity; i++) {
                    assertThat(flows.get(i).create(table, 0))
                            .as("capacity %d seed %d session %d", capacity, seed, i)
                            .isBetween(0, capacity - 1);
                }
                Flow last = flows.get(capacity);
                assertThat(table.size()).isEqualTo(table.capacity()).isEqualTo(capacity);
                assertThat(last.create(table, 0)).isEqualTo(-1);
                assertThat(last.findOut(table)).isEqualTo(-1);
                table.delete(flows.get(capacity / 2).findOut(table));
                assertThat(last.create(table, 0)).isNotNegative();
                assertThat(last.create(table, 0)).isEqualTo(-1);
            }
        }
    }

    @Test
    @Tag("C12.2")
    void holdsItsCapacityAgainAndAgainWhileSessionsComeAndGo() {
        SplittableRandom random = new SplittableRandom(99);
        int capacity = 4096;
        SessionTable table = new SessionTable(memory, capacity, 5, hints(memory, capacity));
        for (int i = 0; i < capacity; i++) {
            Flow.any(random).create(table, 0);
        }
        for (int i = 0; i < 200_000; i++) {
            table.delete(random.nextInt(capacity));
            assertThat(Flow.any(random).create(table, 0)).as("turn %d", i).isNotNegative();
        }
        assertThat(table.size()).isEqualTo(capacity);
    }

    @Test
    @Tag("C12.2")
    void changesNothingWhenTheSecondIndexRefuses() {
        SessionTable table = new SessionTable(memory, 64, 42, hints(memory, 64));
        long first = table.in().bucket(3);
        long second = table.in().bucket(5);
        List<Flow> flows = flowsWithInboundBuckets(table, first, second, 17);
        for (Flow flow : flows.subList(0, 16)) {
            assertThat(flow.create(table, 0)).isNotNegative();
        }
        Flow refused = flows.get(16);
        assertThat(refused.create(table, 0)).isEqualTo(-1);
        assertThat(table.size()).isEqualTo(16);
        assertThat(table.out().size()).isEqualTo(16);
        assertThat(table.in().size()).isEqualTo(16);
        assertThat(refused.findOut(table)).isEqualTo(-1);
        assertThat(liveLines(table)).isEqualTo(16);

        table.delete(flows.getFirst().findIn(table));
        assertThat(refused.create(table, 0)).isNotNegative();
        assertThat(refused.findOut(table)).isEqualTo(refused.findIn(table)).isNotNegative();
    }

    /** Flows whose two buckets in the inbound index are these two, whichever is the primary. */
    private static List<Flow> flowsWithInboundBuckets(SessionTable table, long first, long second, int count) {
        SplittableRandom random = new SplittableRandom(8);
        List<Flow> found = new ArrayList<>();
        while (found.size() < count) {
            Flow flow = Flow.any(random);
            long hash = table.inHash(flow.inAddresses(), flow.inPorts(), flow.protocol());
            long primary = table.in().bucket(hash);
            long other = table.in().other(primary, FlowIndex.tag(hash));
            if ((primary == first && other == second) || (primary == second && other == first)) {
                found.add(flow);
            }
        }
        return found;
    }

    @Test
    @Tag("C4.7")
    @Tag("C6.2")
    void refusesASecondSessionWithAKeyOfAnotherOneButNotTheSamePortToAnotherRemote() {
        SessionTable table = new SessionTable(memory, 16, 1, hints(memory, 16));
        Flow flow = new Flow(10, 1000, 20, 80, 30, 5000, UDP);
        assertThat(flow.create(table, 0)).isNotNegative();
        assertThat(flow.create(table, 0)).isEqualTo(-1);
        assertThat(new Flow(10, 1000, 20, 80, 30, 5001, UDP).create(table, 0))
                .as("same key from inside")
                .isEqualTo(-1);
        assertThat(new Flow(11, 1000, 20, 80, 30, 5000, UDP).create(table, 0))
                .as("same key from outside")
                .isEqualTo(-1);
        assertThat(table.size()).isEqualTo(1);
        assertThat(new Flow(11, 1000, 21, 80, 30, 5000, UDP).create(table, 0)).isNotNegative();
        assertThat(new Flow(10, 1000, 20, 80, 30, 5000, 6).create(table, 0)).isNotNegative();
        assertThat(new Flow(10, 1000, 20, 81, 30, 5000, UDP).create(table, 0)).isNotNegative();
    }

    @Test
    @Tag("C13.5")
    void restoresWholeSessionsOfAnEarlierProcessAndFreesTheOtherLines() {
        int capacity = 1000;
        long lines = memory.allocate(SessionTable.bytesOfLines(capacity), "lines");
        SessionTable before = new SessionTable(memory, capacity, 1, hints(memory, capacity), lines);
        before.restore(line -> null, new Restored());
        assertThat(before.size()).isZero();
        List<Flow> flows = distinct(new SplittableRandom(3), capacity);
        for (Flow flow : flows.subList(0, 900)) {
            flow.create(before, 7);
        }
        for (Flow flow : flows.subList(0, 100)) {
            before.delete(flow.findOut(before));
        }
        Flow torn = flows.get(100);
        Memory.putShort(before.line(torn.findOut(before)) + SessionLine.NAT_PORT, torn.natPort() ^ 1);
        Flow cut = flows.get(101);
        SessionLine.revoke(before.line(cut.findOut(before)));
        int copied = flows.get(102).findOut(before);
        int copy = firstFree(before);
        Memory.copy(before.line(copied), before.line(copy), SessionLine.SIZE);

        SessionTable after = new SessionTable(memory, capacity, 2, hints(memory, capacity), lines);
        Restored restored = new Restored();
        after.restore(line -> null, restored);
        assertThat(restored.discarded(Discard.DAMAGED)).isEqualTo(1);
        assertThat(restored.discarded(Discard.DUPLICATE)).isEqualTo(1);
        assertThat(restored.discarded()).isEqualTo(2);
        assertThat(after.size()).isEqualTo(798);
        assertThat(liveLines(after)).isEqualTo(798);
        for (int i = 0; i < capacity; i++) {
            assertThat(flows.get(i).findOut(after) >= 0).as("flow %d", i).isEqualTo(i >= 102 && i < 900);
            assertThat(flows.get(i).findIn(after)).isEqualTo(flows.get(i).findOut(after));
        }
        List<Integer> kept = flows.subList(102, 900).stream()
                .map(flow -> flow.findOut(after))
                .toList();
        for (Flow flow : distinct(new SplittableRandom(4), 202)) {
            assertThat(kept).doesNotContain(flow.create(after, 9));
        }
        assertThat(after.size()).isEqualTo(capacity);
        assertThat(flows.get(950).create(after, 9)).isEqualTo(-1);
    }

    private static int firstFree(SessionTable table) {
        int index = 0;
        while (table.live(index)) {
            index++;
        }
        return index;
    }

    private static HintMap hints(ArenaMemory memory, int capacity) {
        return new HintMap(memory, capacity, 1);
    }

    private static int liveLines(SessionTable table) {
        int count = 0;
        for (int index = 0; index < table.capacity(); index++) {
            count += table.live(index) ? 1 : 0;
        }
        return count;
    }

    @Test
    void takesAsMuchMemoryAsItSays() {
        try (ArenaMemory own = new ArenaMemory()) {
            new SessionTable(own, 12_345, 1, hints(memory, 12_345));
            assertThat(own.bytes()).isEqualTo(SessionTable.bytes(12_345));
        }
        assertThat(SessionTable.bytes(1_000_000)).isEqualTo(64_000_000L + 2 * (16L << 20) + 4_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 27) + 1})
    void refusesACapacityItCannotHave(int capacity) {
        assertThatThrownBy(() -> new SessionTable(memory, capacity, 1, hints(memory, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 134217728 can be had");
    }

    @Test
    @Tag("C11.2")
    void allocatesNothingOnTheHeap() {
        SessionTable table = new SessionTable(memory, 512, 11, hints(memory, 512));
        Runnable turn = () -> churn(table, 20_000);
        turn.run();
        assertThat(HeapAllocation.of(turn)).isZero();
        assertThat(HeapAllocation.of(() -> new ArrayList<>(List.of(table))))
                .as("the count itself works")
                .isPositive();
    }

    private static void churn(SessionTable table, int turns) {
        for (int i = 0; i < turns; i++) {
            int index = table.create(i, 1, 2, 3, 4, i & 0xffff, UDP, 1, 0, 0, i);
            if (index < 0 || table.findOut(SessionLine.outKeyAddresses(table.line(index)), 0, UDP) >= 0) {
                throw new IllegalStateException("turn " + i);
            }
            table.delete(index);
        }
    }

    private static List<Flow> distinct(SplittableRandom random, int count) {
        HashSet<Flow> flows = new HashSet<>();
        while (flows.size() < count) {
            flows.add(Flow.any(random));
        }
        return new ArrayList<>(flows);
    }
}
