package io.sallyport.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.session.HintMap;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.gateway.EnvironmentException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of sessions from one process to the next; both are this one here, one after the other. */
@Tag("C13.5")
final class SessionFilesTest {
    private static final int CAPACITY = 500;
    private static final int UDP = 17;
    private static final int SESSIONS = 300;

    @TempDir
    private Path folder = Path.of("target");

    private final TableArena arena = TableArena.onNormalPages();

    @AfterEach
    void free() {
        arena.close();
    }

    private static SessionFiles.Wanted wanted(int workers) {
        return new SessionFiles.Wanted(workers, CAPACITY, 7, false);
    }

    private SessionFiles open(SessionFiles.Wanted wanted) {
        StateFolder taken = Objects.requireNonNull(StateFolder.take(folder));
        try {
            return SessionFiles.open(taken, wanted);
        } catch (RuntimeException failure) {
            taken.close();
            throw failure;
        }
    }

    /** Opens sessions of hosts 1 to {@value #SESSIONS}, each on the worker that owns it. */
    private void fill(SessionFiles files, int workers) {
        SessionTable[] tables = new SessionTable[workers];
        for (int worker = 0; worker < workers; worker++) {
            tables[worker] =
                    new SessionTable(arena, CAPACITY, worker, new HintMap(arena, CAPACITY, 1), files.lines(worker));
        }
        for (int host = 1; host <= SESSIONS; host++) {
            int slot = Slots.slot(host, 9, UDP);
            int natPort = Ports.swap(Slots.firstPort(slot) + host);
            int worker = SlotOwners.owner(slot, workers);
            tables[worker].create(host, 9, 3, 4, 5, natPort, UDP, slot, 0, worker, 1_000);
        }
    }

    /** Inside addresses of the sessions that a worker's lines hold. */
    private static Set<Integer> hosts(SessionFiles files, int workers, int capacity) {
        Set<Integer> hosts = new TreeSet<>();
        for (int worker = 0; worker < workers; worker++) {
            for (int index = 0; index < capacity; index++) {
                long line = files.lines(worker) + (long) index * SessionLine.SIZE;
                if (SessionLine.intact(line)) {
                    assertThat(SlotOwners.owner(SessionLine.slot(line), workers))
                            .isEqualTo(worker);
                    hosts.add(SessionLine.insideAddress(line));
                }
            }
        }
        return hosts;
    }

    private void make(int workers) {
        try (SessionFiles files = open(wanted(workers))) {
            fill(files, workers);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "4,4", "4,5", "5,8", "8,4", "3,1"})
    void sessionsAreThereAgainEachOnItsOwnerWhateverTheNumberOfWorkers(int workers, int workersAfter) {
        make(workers);

        try (SessionFiles files = open(wanted(workersAfter))) {
            assertThat(hosts(files, workersAfter, CAPACITY)).hasSize(SESSIONS);
            assertThat(files.dealt().discarded()).isZero();
        }
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.getFileName().toString().contains("."));
    }

    @Test
    void fewerPlacesThanSessionsAreSaid() {
        make(1);

        try (SessionFiles files = open(new SessionFiles.Wanted(1, 100, 7, false))) {
            assertThat(hosts(files, 1, 100)).hasSize(100);
            assertThat(files.dealt().discarded(Discard.NO_PLACE)).isEqualTo(200);
        }
    }

    @Test
    void twoGatewaysCannotHaveOneFolder() {
        try (SessionFiles files = open(wanted(2))) {
            assertThat(StateFolder.take(folder)).isNull();
            assertThat(files.dealt().sessions()).isZero();
        }
        Objects.requireNonNull(StateFolder.take(folder)).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions.new", "sessions.old", "both"})
    void aDeathWhileSessionsAreDealtOutAnewLosesNone(String left) throws IOException {
        make(2);
        Path sessions = folder.resolve("sessions");
        if (!left.equals("sessions.new")) { // between the two renames
            Files.move(sessions, folder.resolve("sessions.old"));
        }
        if (!left.equals("sessions.old")) {
            Files.createDirectory(folder.resolve("sessions.new"));
            Files.writeString(folder.resolve("sessions.new/worker-0"), "half a file");
        }

        try (SessionFiles files = open(wanted(3))) {
            assertThat(hosts(files, 3, CAPACITY)).hasSize(SESSIONS);
        }
    }

    @Test
    void sessionsOfAnotherBootComeBackAgedByTheCalendarIfTheGatewayHadStopped() {
        try (SessionFiles files = open(wanted(2))) {
            fill(files, 2);
            files.stopped();
            pretendOtherBoot(files, System.currentTimeMillis() - 60_000, 1_500);
        }

        long before = System.nanoTime() / 1_000_000;
        try (SessionFiles files = open(wanted(2))) {
            assertThat(hosts(files, 2, CAPACITY)).hasSize(SESSIONS);
            for (int worker = 0; worker < 2; worker++) {
                for (int index = 0; index < CAPACITY; index++) {
                    long line = files.lines(worker) + (long) index * SessionLine.SIZE;
                    if (SessionLine.intact(line)) {
                        assertThat(SessionLine.idleMillis(line, (int) before)).isBetween(60_400L, 62_000L);
                    }
                }
            }
        }
    }

    @Test
    void sessionsOfAnotherBootThatTheGatewayDidNotLiveToStopAreNotTaken() {
        try (SessionFiles files = open(wanted(2))) {
            fill(files, 2);
            pretendOtherBoot(files, System.currentTimeMillis() - 1_000, 1_500);
        }

        try (SessionFiles files = open(wanted(2))) {
            assertThat(hosts(files, 2, CAPACITY)).isEmpty();
            assertThat(files.dealt().discarded(Discard.NOT_STOPPED_BEFORE_BOOT)).isEqualTo(SESSIONS);
        }
    }

    /** Rewrites the headers as if they were of an earlier boot, in which the gateway was last seen at a time. */
    private static void pretendOtherBoot(SessionFiles files, long wall, long clock) {
        for (int worker = 0; worker < 2; worker++) {
            long header = files.lines(worker) - StateHeader.SIZE;
            int mark = StateHeader.mark(header);
            StateHeader.write(header, worker, 2, CAPACITY, new BootId(1, 2));
            StateHeader.setMark(header, mark);
            Memory.putLong(header + 64, clock);
            Memory.putLong(header + 72, wall);
        }
    }

    @Test
    void aForeignFileIsNeitherReadNorDeleted() throws IOException {
        make(2);
        Path file = folder.resolve("sessions/worker-1");
        Files.writeString(file, "my thesis ".repeat(1_000));

        assertThatThrownBy(() -> open(wanted(2)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContainingAll(file.toString(), "is no file of sessions", "--discard-sessions");
        assertThatThrownBy(() -> open(new SessionFiles.Wanted(2, CAPACITY, 7, true)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContainingAll(file.toString(), "move it away");
        assertThat(file).content(StandardCharsets.US_ASCII).startsWith("my thesis ");
    }

    @Test
    void aFileOfAnotherLayoutIsRefusedAndLostOnlyIfAskedFor() throws IOException {
        make(2);
        Path file = folder.resolve("sessions/worker-0");
        write(file, 8, 99);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> open(wanted(2)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContainingAll("has layout version 99, this build reads and writes 1", "--discard-sessions");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);

        try (SessionFiles files = open(new SessionFiles.Wanted(2, CAPACITY, 7, true))) {
            assertThat(hosts(files, 2, CAPACITY)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20, has a damaged header",
        "48, has a damaged header",
        "16, has a damaged header",
        "24, has a damaged header",
        "12, has a damaged header"
    })
    void aHeaderThatWasChangedIsRefused(int offset, String said) throws IOException {
        make(2);
        write(folder.resolve("sessions/worker-1"), offset, 77);

        assertThatThrownBy(() -> open(wanted(2)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(said);
    }

    private static void write(Path file, int offset, int value) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(offset);
            raw.writeInt(Integer.reverseBytes(value));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, is empty", "100, too few for a file of sessions", "8192, is cut short"})
    void aFileThatIsCutShortIsRefusedAndLeftAsItIs(int size, String said) throws IOException {
        make(2);
        Path file = folder.resolve("sessions/worker-1");
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(size);
        }

        assertThatThrownBy(() -> open(wanted(2)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(said);
        assertThat(file).hasSize(size);
    }

    @Test
    void aMissingFileIsSaid() throws IOException {
        make(3);
        Files.delete(folder.resolve("sessions/worker-2"));

        assertThatThrownBy(() -> open(wanted(3)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("worker-2 cannot be read: NoSuchFile;");
    }

    @Test
    void aFullDiskIsSaidAndLosesNothing() throws Exception {
        assumeTrue(mount("tmpfs", "-o", "size=256k"), "needs root");
        try {
            make(2);
            assertThatThrownBy(() -> open(new SessionFiles.Wanted(2, 100_000, 7, false)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContainingAll("no place for 6 MB", "state.directory");
            try (SessionFiles files = open(wanted(2))) {
                assertThat(hosts(files, 2, CAPACITY)).hasSize(SESSIONS);
            }
        } finally {
            run("umount", folder.toString());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        assumeTrue(mount("tmpfs", "-o", "ro"), "needs root");
        try {
            assertThatThrownBy(() -> open(wanted(2)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContainingAll("Read-only file system", "state.directory");
        } finally {
            run("umount", folder.toString());
        }
    }

    private boolean mount(String type, String... options) throws IOException, InterruptedException {
        String[] command = {"mount", "-t", type, options[0], options[1], "sallyport-test", folder.toString()};
        return run(command) == 0;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
