package io.sallyport.gateway.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.gateway.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files of sessions, opened after somebody has damaged them. */
@Tag("C13.5")
class DamagedFilesTest {
    private static final int WORKERS = 2;
    private static final int CAPACITY = 64;
    private static final int SESSIONS = 40;
    private static final int UDP = 17;
    /** Of the header, what stays the same for the file's life, with its checksum. */
    private static final int FIXED = 56;

    private static final int MARK_END = 60;
    private static final int HEADER_END = 88;

    private final long seed = System.nanoTime() & 0xffff;
    private final SplittableRandom random = new SplittableRandom(seed);

    @TempDir
    private Path temporary = Path.of("");

    private static SessionFiles open(Path folder, int workers, int capacity) {
        StateFolder taken = requireNonNull(StateFolder.take(folder), "nobody else has it");
        try {
            return SessionFiles.open(taken, new SessionFiles.Wanted(workers, capacity, 7, false));
        } catch (RuntimeException refused) {
            taken.close();
            throw refused;
        }
    }

    private static SessionTable table(TableArena arena, long lines, int capacity) {
        return new SessionTable(arena, capacity, 1, new HintMap(arena, capacity, 1), lines);
    }

    /** Files with sessions of worker and number. */
    private Map<Path, byte[]> written(Path folder) throws IOException {
        try (TableArena arena = TableArena.onNormalPages();
                SessionFiles files = open(folder, WORKERS, CAPACITY)) {
            files.take(7);
            for (int worker = 0; worker < WORKERS; worker++) {
                SessionTable table = table(arena, files.lines(worker), CAPACITY);
                for (int k = 0; k < SESSIONS; k++) {
                    table.create(worker, k, 9, 53, 77 + worker, 5000 + k, UDP, 1 + worker, 0, worker, 5);
                }
            }
            files.stopped();
        }
        return contents(folder);
    }

    private static Map<Path, byte[]> contents(Path folder) throws IOException {
        Map<Path, byte[]> contents = new HashMap<>();
        try (var all = Files.walk(folder.resolve("sessions"))) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                contents.put(path, Files.readAllBytes(path));
            }
        }
        return contents;
    }

    private static void write(Map<Path, byte[]> contents) throws IOException {
        for (Map.Entry<Path, byte[]> entry : contents.entrySet()) {
            Files.createDirectories(requireNonNull(entry.getKey().getParent()));
            Files.write(entry.getKey(), entry.getValue());
        }
    }

    /** Flips 1 to 64 bits of one of the files between two places. */
    private Map<Path, byte[]> damaged(Map<Path, byte[]> good, int from, int to) {
        Map<Path, byte[]> damaged = new HashMap<>(good);
        Path path = good.keySet().stream().sorted().toList().get(random.nextInt(WORKERS));
        byte[] bytes = requireNonNull(good.get(path)).clone();
        Set<Integer> bits = new HashSet<>();
        for (int k = random.nextBoolean() ? 0 : random.nextInt(64); k >= 0; k--) {
            bits.add(8 * from + random.nextInt(8 * (Math.min(to, bytes.length) - from)));
        }
        bits.forEach(bit -> bytes[bit / 8] ^= (byte) (1 << bit % 8));
        damaged.put(path, bytes);
        return damaged;
    }

    /** Opens the files and takes over what they hold; returns sessions as worker and number. */
    private static Set<Integer> takenOver(Path folder, int workers, Restored result) {
        Set<Integer> sessions = new HashSet<>();
        int capacity = workers == WORKERS ? CAPACITY : WORKERS * CAPACITY;
        try (TableArena arena = TableArena.onNormalPages();
                SessionFiles files = open(folder, workers, capacity)) {
            result.add(files.dealt());
            for (int worker = 0; worker < workers; worker++) {
                SessionTable table = table(arena, files.lines(worker), capacity);
                table.restore(line -> null, result);
                for (int index = 0; index < capacity; index++) {
                    long line = table.line(index);
                    if (table.live(index)) {
                        assertThat(SessionLine.natPort(line)).isEqualTo(5000 + SessionLine.insidePort(line));
                        sessions.add(SessionLine.insideAddress(line) * 1000 + SessionLine.insidePort(line));
                        result.keep();
                    }
                }
            }
        }
        return sessions;
    }

    @Test
    void aFileWhoseHeaderIsDamagedIsRefusedAndNothingIsChanged() throws IOException {
        Path folder = temporary.resolve("header");
        Map<Path, byte[]> good = written(folder);
        for (int round = 0; round < 300; round++) {
            Map<Path, byte[]> damaged = damaged(good, 0, FIXED);
            write(damaged);
            assertThatThrownBy(() -> takenOver(folder, WORKERS, new Restored()))
                    .as("seed %d, round %d", seed, round)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("worker-")
                    .hasMessageContaining("--discard-sessions");
            Map<Path, byte[]> then = contents(folder);
            damaged.forEach((path, bytes) -> assertThat(then.get(path)).isEqualTo(bytes));
        }
    }

    @Test
    void damagedLinesAreCountedAndAllOthersComeBack() throws IOException {
        Path folder = temporary.resolve("lines");
        Map<Path, byte[]> good = written(folder);
        for (int round = 0; round < 300; round++) {
            Map<Path, byte[]> damaged = damaged(good, StateHeader.SIZE, Integer.MAX_VALUE);
            write(damaged);
            Restored result = new Restored();
            Set<Integer> back = takenOver(folder, round % 2 == 0 ? WORKERS : 3, result);
            int whole = 0;
            int records = 0;
            for (Map.Entry<Path, byte[]> entry : good.entrySet()) {
                byte[] then = requireNonNull(damaged.get(entry.getKey()));
                for (int at = StateHeader.SIZE; at < then.length; at += SessionLine.SIZE) {
                    records += isLive(then, at) ? 1 : 0;
                    whole += isLive(then, at) && sameSeal(entry.getValue(), then, at) ? 1 : 0;
                }
            }
            assertThat(back.size())
                    .as("seed %d, round %d: %s", seed, round, result)
                    .isEqualTo(whole);
            assertThat(result.sessions() + result.discarded())
                    .as("seed %d, round %d: %s", seed, round, result)
                    .isEqualTo(records);
        }
    }

    private static boolean isLive(byte[] file, int line) {
        int commit = 0;
        for (int at = line + SessionLine.COMMIT; at < line + SessionLine.COMMIT + 4; at++) {
            commit |= file[at];
        }
        return commit != 0;
    }

    /** Whether all that the commit word vouches for is as it was; of the flags one is free, and so are state, owner and time. */
    private static boolean sameSeal(byte[] one, byte[] other, int line) {
        for (int at = 0; at < SessionLine.PACKETS_OUT; at++) {
            boolean free = (at >= SessionLine.TCP_STATE && at <= SessionLine.OWNER)
                    || at == SessionLine.SLOT + 1
                    || (at >= SessionLine.LAST_ACTIVITY && at < SessionLine.COMMIT);
            int mask = at == SessionLine.FLAGS ? ~SessionLine.QUIET : ~0;
            if (!free && ((one[line + at] ^ other[line + at]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void damageToWhatChangesInTheHeaderIsNoObstacle() throws IOException {
        Path folder = temporary.resolve("clock");
        Map<Path, byte[]> good = written(folder);
        for (int round = 0; round < 300; round++) {
            write(damaged(good, MARK_END, HEADER_END));
            Restored result = new Restored();
            Set<Integer> back = takenOver(folder, WORKERS, result);
            assertThat(back.size() + result.discarded())
                    .as("seed %d, round %d: %s", seed, round, result)
                    .isEqualTo(WORKERS * SESSIONS);
        }
    }
}
