package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sallyport.api.Pause;
import io.sallyport.api.PauseCause;
import io.sallyport.api.Pauses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PauseLogTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private PauseLog log() throws IOException {
        return new PauseLog(Files.createFile(folder.resolve("pauses.log")), 0);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("pauses.log"), text, StandardOpenOption.APPEND);
    }

    private static String line(long nanos, String cause, long reach, long total) {
        return "[%dns] Safepoint \"%s\", Time since last: 1 ns, Reaching safepoint: %d ns, At safepoint: 2 ns, Leaving safepoint: 3 ns, Total: %d ns, Threads: 0 runnable, 10 total%n"
                .formatted(nanos, cause, reach, total);
    }

    @Test
    void withoutALogNothingIsKnown() {
        assertThat(new PauseLog(null, 0).read(SECOND).watched()).isFalse();
    }

    @Test
    void addsUpWhatTheJvmWrote() throws IOException {
        PauseLog log = log();
        write(line(SECOND, "ZMarkEndYoung", 10_000, 50_000) + "[5ns] Safepoint synchronization begins\n");
        write(line(2 * SECOND, "ThreadDump", 1_500, 450_000));
        assertThat(log.read(2 * SECOND).pauses()).isEqualTo(2);
        write(line(3 * SECOND, "ZMarkEndYoung", 4_000, 70_000));

        Pauses pauses = log.read(4 * SECOND);

        assertThat(pauses.watched()).isTrue();
        assertThat(pauses.pauses()).isEqualTo(3);
        assertThat(pauses.totalMicros()).isEqualTo(570);
        assertThat(pauses.longestMicros()).isEqualTo(450);
        assertThat(pauses.share()).isCloseTo(570e-6 / 4, within(1e-12));
        assertThat(pauses.causes())
                .containsExactly(
                        new PauseCause("ThreadDump", 1, 450, 450), new PauseCause("ZMarkEndYoung", 2, 120, 70));
        assertThat(pauses.last().getFirst()).isEqualTo(new Pause(1, "ZMarkEndYoung", 4, 70));
    }

    @Test
    void takesALineOnlyOnceItIsWhole() throws IOException {
        PauseLog log = log();
        String line = line(SECOND, "ThreadDump", 1_000, 2_000);
        write(line.substring(0, 40));
        assertThat(log.read(SECOND).pauses()).isZero();
        write(line.substring(40));

        assertThat(log.read(SECOND).pauses()).isEqualTo(1);
        assertThat(log.read(SECOND).pauses()).isEqualTo(1);
    }

    @Test
    void keepsTheLastHundredAndTheSumsOfAllAndEmptiesAFileThatHasGrown() throws IOException {
        PauseLog log = log();
        int many = PauseLog.MOST / 100;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < many; i++) {
            text.append(line(i, "ZMarkEndYoung", 1_000, 2_000));
        }
        write(text.toString());
        log.sample();
        assertThat(folder.resolve("pauses.log")).isEmptyFile();
        write(line(SECOND, "ThreadDump", 1_000, 3_000));

        Pauses pauses = log.read(SECOND);

        assertThat(pauses.pauses()).isEqualTo(many + 1);
        assertThat(pauses.last()).hasSize(100);
        assertThat(pauses.last().getFirst().cause()).isEqualTo("ThreadDump");
    }

    @Test
    void readsWhatThisJvmWritesAboutItsOwnPauses() throws Exception {
        Path file = folder.resolve("own.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        PauseLog.FLAG.replace("FILE", file.toString()),
                        "-XX:+UseSerialGC",
                        "-version")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertThat(process.waitFor()).isZero();

        Pauses pauses = new PauseLog(file, 0).read(System.nanoTime());

        assertThat(pauses.watched()).isTrue();
        assertThat(pauses.pauses()).isEqualTo(Files.readAllLines(file).size());
    }

    @Test
    void removesTheFileAtTheEnd() throws IOException {
        PauseLog log = log();
        log.remove();

        assertThat(folder).isEmptyDirectory();
        assertThat(log.read(SECOND).causes()).isEqualTo(List.of());
    }
}
