package io.sallyport.gateway.state;

import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.gateway.EnvironmentException;
import io.sallyport.gateway.config.Config;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Comes by the folder of sessions: alone, which no other gateway has, or from the gateway that this one replaces. Control thread only. */
public final class SessionStore {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);
    /** A gateway that stops gets this long. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private static final long LOOK_EVERY_NANOS = 1_000_000;

    private final Config config;
    private final StartWith with;
    private final Path path;

    /**
     * Makes one; nothing is touched yet.
     *
     * @param hugePagesSuffice whether enough huge pages are free for sessions and everything else
     */
    public SessionStore(Config config, StartWith with, boolean hugePagesSuffice) {
        this.config = config;
        this.with = with;
        this.path = StatePlace.of(config, hugePagesSuffice);
    }

    /** Bytes of all files. */
    public static long bytes(Config config) {
        return config.workers().count()
                * (SessionTable.bytesOfLines(config.nat().limits().sessionsPerWorker()) + StateHeader.SIZE);
    }

    /**
     * Takes the folder, and the files that this gateway's workers will use.
     *
     * @throws EnvironmentException if another gateway has it, what is there cannot be read, or there is no place; nothing is changed then
     */
    public SessionFiles open() {
        StateFolder folder = StateFolder.take(path);
        if (folder == null) {
            folder = inPlaceOfAnother();
        }
        try {
            return SessionFiles.open(
                    folder,
                    new SessionFiles.Wanted(
                            config.workers().count(),
                            config.nat().limits().sessionsPerWorker(),
                            fingerprint(config),
                            with.discardSessions()));
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    /** What of the configuration decides which sessions can be; another one is no obstacle, only worth a word. */
    public static long fingerprint(Config config) {
        CRC32C sum = new CRC32C();
        sum.update((config.nat() + " " + config.interfaces()).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    /** Whether another gateway has the sessions of a configuration now, as far as Linux tells this user. */
    public static boolean isTaken(Config config) {
        return LockHolder.of(StateFolder.lock(StatePlace.of(config, false))).isPresent();
    }

    private StateFolder inPlaceOfAnother() {
        int pid = LockHolder.of(StateFolder.lock(path)).orElse(0);
        if (!with.mayFollow()) {
            throw new EnvironmentException(
                    "another gateway%s keeps its sessions in %s: stop it, take its place with `./sallyport restart -c %s`, or set another state.directory"
                            .formatted(process(pid), path, config.source().file()));
        }
        requireReadable();
        return with.other() == StartWith.Other.WAITED_FOR ? afterTheEndOf(pid) : afterStopping(pid);
    }

    private StateFolder afterTheEndOf(int pid) {
        LOG.info("standing by: another gateway{} keeps its sessions in {}", process(pid), path);
        StateFolder folder = StateFolder.await(path);
        LOG.info("the other gateway has ended, going on with its sessions");
        return folder;
    }

    private StateFolder afterStopping(int pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElse(ProcessHandle.current());
        if (process.equals(ProcessHandle.current())) {
            throw new EnvironmentException(
                    "another gateway keeps its sessions in %s, and Linux does not tell this user which process that is (/proc/locks): stop it, then start this one"
                            .formatted(path));
        }
        LOG.info("asking process {} to stop, to go on with its sessions", pid);
        process.destroy();
        return waitFor(pid);
    }

    private static String process(int pid) {
        return pid == 0 ? "" : " (process " + pid + ")";
    }

    /** A build that cannot read the sessions must not stop the gateway that can. */
    private void requireReadable() {
        Path sessions = path.resolve("sessions");
        Earlier running = Files.isDirectory(sessions) ? Earlier.open(sessions) : null;
        if (running != null) {
            running.close();
        }
    }

    private StateFolder waitFor(int pid) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - end < 0) {
            StateFolder folder = StateFolder.take(path);
            if (folder != null) {
                return folder;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        throw new EnvironmentException("process " + pid + " was asked to stop 30 s ago and still has " + path
                + ": look what keeps it, or end it with `kill -9 " + pid
                + "` and start again; no session is lost by that");
    }
}
