package io.sallyport.dataplane.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dataplane.policy.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCountsTest {
    private static final int HOST = 0x0a000001;

    private final ArenaMemory memory = new ArenaMemory();

    @AfterEach
    void free() {
        memory.close();
    }

    private HostCounts[] workers(int count, int sessions, Limits limits) {
        HostTable[] tables = new HostTable[count];
        for (int n = 0; n < count; n++) {
            tables[n] = new HostTable(memory, sessions, 4711 + n);
        }
        HostCounts[] workers = new HostCounts[count];
        for (int n = 0; n < count; n++) {
            workers[n] = new HostCounts(n, tables, limits);
        }
        return workers;
    }

    /** What each worker has of each host, and what it began in which second. */
    private static final class Model {
        final Map<Integer, int[]> sessions = new HashMap<>();
        final Map<Integer, int[]> ports = new HashMap<>();
        final Map<Long, Integer> begun = new HashMap<>();

        int[] of(Map<Integer, int[]> counts, int host) {
            return counts.computeIfAbsent(host, any -> new int[3]);
        }

        static int sum(int[] counts) {
            return counts[0] + counts[1] + counts[2];
        }

        static long key(int host, int second) {
            return (long) host << 32 | Integer.toUnsignedLong(second);
        }

        int begun(int host, int second) {
            return begun.getOrDefault(key(host, second), 0);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithAModelOfThreeWorkers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Limits limits = new Limits(random.nextInt(20), random.nextInt(20), random.nextInt(10), 64);
        HostCounts[] workers = workers(3, 1000, limits);
        Model model = new Model();
        int second = random.nextInt();
        int[] answers = new int[4];
        for (int step = 0; step < 40_000; step++) {
            String when = "seed %d step %d %s".formatted(seed, step, limits);
            second += random.nextInt(100) == 0 ? random.nextInt(3) : 0;
            int host = 1 + random.nextInt(40);
            int worker = random.nextInt(3);
            int[] sessions = model.of(model.sessions, host);
            int[] ports = model.of(model.ports, host);
            int bias = step % 10_000 < 5_000 ? 6 : 4;
            if (random.nextInt(10) < bias) {
                int answer = workers[worker].admit(host, second);
                assertThat(answer).as(when).isEqualTo(expected(limits, model, host, second));
                answers[answer]++;
                if (answer == HostCounts.OK) {
                    workers[worker].began(host, second);
                    sessions[worker]++;
                    model.begun.merge(Model.key(host, second), 1, Integer::sum);
                    boolean port = workers[worker].mayTakePort(host);
                    assertThat(port)
                            .as(when)
                            .isEqualTo(limits.portsPerHost() == 0 || Model.sum(ports) < limits.portsPerHost());
                    if (port) {
                        workers[worker].tookPort(host);
                        ports[worker]++;
                    }
                }
            } else if (sessions[worker] > 0) {
                workers[worker].ended(host);
                sessions[worker]--;
                if (ports[worker] > sessions[worker]) {
                    workers[worker].gavePort(host);
                    ports[worker]--;
                }
            }
        }
        assertThat(answers[HostCounts.OK]).isPositive();
        assertThat(answers[HostCounts.NO_ROOM]).isZero();
        assertThat(answers[HostCounts.SESSIONS] > 0).isEqualTo(limits.sessionsPerHost() > 0);
        assertThat(answers[HostCounts.RATE] > 0).isEqualTo(limits.newSessionsPerHost() > 0);
    }

    private static int expected(Limits limits, Model model, int host, int second) {
        int sessions = Model.sum(model.of(model.sessions, host));
        if (limits.sessionsPerHost() > 0 && sessions >= limits.sessionsPerHost()) {
            return HostCounts.SESSIONS;
        }
        boolean tooFast = limits.newSessionsPerHost() > 0 && model.begun(host, second) >= limits.newSessionsPerHost();
        return tooFast ? HostCounts.RATE : HostCounts.OK;
    }

    @Test
    void letsEverythingThroughWithoutABound() {
        HostCounts worker = workers(1, 1, new Limits(0, 0, 0, 64))[0];
        for (int host = 1; host < 100; host++) {
            assertThat(worker.admit(host, 1)).isEqualTo(HostCounts.OK);
            worker.began(host, 1);
            assertThat(worker.mayTakePort(host)).isTrue();
            worker.tookPort(host);
        }
    }

    @Test
    @Tag("C12.2")
    void hasNoRoomForAnotherHostWhenTheTableIsFullButGoesOnForThoseItHas() {
        HostCounts worker = workers(1, 1, new Limits(1000, 0, 0, 64))[0];
        int hosts = 0;
        while (worker.admit(hosts + 1, 1) == HostCounts.OK) {
            worker.began(++hosts, 1);
        }
        assertThat(worker.admit(hosts + 1, 1)).isEqualTo(HostCounts.NO_ROOM);
        assertThat(hosts).as("two buckets of four entries").isEqualTo(8);
        worker.began(99, 1);
        worker.tookPort(99);
        for (int host = 1; host <= hosts; host++) {
            assertThat(worker.admit(host, 1)).isEqualTo(HostCounts.OK);
        }
        worker.ended(3);
        assertThat(worker.admit(99, 1)).isEqualTo(HostCounts.OK);
    }

    @Test
    void keepsAnEntryUntilItsPortsAreGivenBackAndItsSecondIsOver() {
        HostTable table = new HostTable(memory, 1, 1);
        HostCounts worker = new HostCounts(0, new HostTable[] {table}, new Limits(0, 100, 2, 64));
        fill(worker, 8, 7);
        worker.tookPort(3);
        for (int host = 1; host <= 8; host++) {
            worker.ended(host);
        }
        assertThat(worker.admit(99, 7)).as("all began in this second").isEqualTo(HostCounts.NO_ROOM);
        assertThat(worker.admit(3, 7)).isEqualTo(HostCounts.OK);
        fill(worker, 8 + 7, 8); // the next second has room for seven
        assertThat(worker.admit(99, 8)).as("the eighth has a port").isEqualTo(HostCounts.NO_ROOM);
        assertThat(table.ports(3)).isEqualTo(1);
        worker.gavePort(3);
        assertThat(worker.admit(99, 8)).isEqualTo(HostCounts.OK);
    }

    /** One session each of the hosts up to {@code last} that have none. */
    private static void fill(HostCounts worker, int last, int second) {
        for (int host = last == 8 ? 1 : 9; host <= last; host++) {
            assertThat(worker.admit(host, second)).as("host %d", host).isEqualTo(HostCounts.OK);
            worker.began(host, second);
        }
    }

    @Test
    void countsEachSecondFromNoughtAndTellsSecondsApartForTwelveDays() {
        HostCounts worker = workers(1, 64, new Limits(0, 0, 2, 64))[0];
        int[] seconds = {5, 6, 7, 5 + (1 << 19), Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0};
        for (int second : seconds) {
            worker.began(HOST, second);
            assertThat(worker.admit(HOST, second)).as("second %d", second).isEqualTo(HostCounts.OK);
            worker.began(HOST, second);
            assertThat(worker.admit(HOST, second)).as("second %d", second).isEqualTo(HostCounts.RATE);
        }
    }

    @Test
    void countsAsManyNewSessionsAndPortsAsCanBeConfigured() {
        HostTable table = new HostTable(memory, 64, 1);
        HostCounts worker = new HostCounts(0, new HostTable[] {table}, new Limits(0, 1 << 30, 1_000_000, 64));
        for (int n = 0; n < 1_000_000; n++) {
            worker.began(HOST, 9);
        }
        assertThat(worker.admit(HOST, 9)).isEqualTo(HostCounts.RATE);
        HostEntry.setPorts(table.find(HOST), HostEntry.MOST_PORTS - 1);
        worker.tookPort(HOST);
        worker.tookPort(HOST);
        assertThat(table.ports(HOST)).as("stops at the most it can count").isEqualTo(HostEntry.MOST_PORTS);
        assertThat(table.begun(HOST, 9)).isEqualTo(1_000_000);
        assertThat(table.sessions(HOST)).isEqualTo(1_000_000);
    }

    @Test
    void whatEndsWithoutHavingBegunIsNotCounted() {
        HostTable table = new HostTable(memory, 64, 1);
        HostCounts worker = new HostCounts(0, new HostTable[] {table}, new Limits(5, 5, 0, 64));
        worker.ended(HOST);
        worker.gavePort(HOST);
        worker.began(HOST, 1);
        worker.ended(HOST);
        worker.ended(HOST);
        worker.gavePort(HOST);
        assertThat(table.sessions(HOST)).isZero();
        assertThat(table.ports(HOST)).isZero();
    }

    @Test
    void anEntryThatIsAnotherHostsCountsNothing() {
        HostTable table = new HostTable(memory, 64, 1);
        HostCounts worker = new HostCounts(0, new HostTable[] {table}, new Limits(5, 5, 5, 64));
        worker.began(HOST, 1);
        worker.tookPort(HOST);
        long entry = table.find(HOST);
        assertThat(HostEntry.sessions(entry, HOST)).isEqualTo(1);
        assertThat(HostEntry.ports(entry, HOST)).isEqualTo(1);
        assertThat(HostEntry.begun(entry, HOST, 1)).isEqualTo(1);
        assertThat(HostEntry.sessions(entry, HOST + 1)).isZero();
        assertThat(HostEntry.ports(entry, HOST + 1)).isZero();
        assertThat(HostEntry.begun(entry, HOST + 1, 1)).isZero();
    }

    @Test
    @Tag("C12.2")
    void hasRoomForAHostPerSession() {
        int sessions = 1 << 18;
        HostCounts worker = workers(1, sessions, new Limits(1, 0, 0, 64))[0];
        int refused = 0;
        for (int host = 1; host <= sessions; host++) {
            if (worker.admit(host, 1) == HostCounts.OK) {
                worker.began(host, 1);
            } else {
                refused++;
            }
        }
        assertThat(refused).as("refused of %d hosts", sessions).isLessThan(sessions / 20_000);
    }

    @Test
    void takes32To64BytesPerSession() {
        for (int sessions = 4; sessions < FlowIndex.MOST_ENTRIES / 2; sessions += 1 + sessions / 7) {
            assertThat((double) HostTable.bytes(sessions) / sessions)
                    .as("%d sessions", sessions)
                    .isBetween(32.0, 64.0);
        }
        assertThat(HostTable.bytes(FlowIndex.MOST_ENTRIES)).isEqualTo(4L << 30);
        new HostTable(memory, 1000, 1);
        assertThat(memory.bytes()).isEqualTo(HostTable.bytes(1000)).isEqualTo(32 << 10);
        assertThatThrownBy(() -> HostTable.bytes(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("C11.2")
    void allocatesNothingOnTheHeap() {
        HostCounts worker = workers(4, 1000, new Limits(10, 10, 10, 64))[1];
        Runnable turn = () -> {
            for (int host = 1; host < 3000; host++) {
                if (worker.admit(host, host >> 8) == HostCounts.OK && worker.mayTakePort(host)) {
                    worker.began(host, host >> 8);
                    worker.tookPort(host);
                    worker.gavePort(host);
                    worker.ended(host);
                }
            }
        };
        turn.run();
        assertThat(HeapAllocation.of(turn)).isZero();
    }
}
