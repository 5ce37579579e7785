package io.sallyport.gateway.state;

import io.sallyport.dataplane.restart.Redeal;
import io.sallyport.gateway.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that an earlier process left, all of them readable as this build's. */
final class Earlier implements AutoCloseable {
    private static final String CHOICE =
            "; nothing was changed: start the build that wrote it, or lose its sessions with --discard-sessions";

    private final List<StateFile> files;

    private Earlier(List<StateFile> files) {
        this.files = files;
    }

    /**
     * Opens the files of a folder.
     *
     * @return null if they were never finished, or there are none
     * @throws EnvironmentException if one is missing, foreign, cut short, damaged, or of another layout
     */
    static @Nullable Earlier open(Path sessions) {
        List<StateFile> files = new ArrayList<>();
        int workers = 1;
        boolean finished = true;
        try {
            for (int worker = 0; worker < workers; worker++) {
                Path path = StateFolder.file(sessions, worker);
                if (worker == 0 && !Files.exists(path)) {
                    return null;
                }
                StateFile file = opened(path);
                files.add(file);
                String refusal = StateHeader.refusal(file.header(), file.bytes());
                if (refusal != null) {
                    throw new EnvironmentException(path + " " + refusal + CHOICE);
                }
                workers = StateHeader.workers(files.getFirst().header());
                finished &= StateHeader.mark(file.header()) != StateHeader.UNFINISHED;
                if (StateHeader.worker(file.header()) != worker || StateHeader.workers(file.header()) != workers) {
                    throw new EnvironmentException(path + " does not belong to the files beside it" + CHOICE);
                }
            }
        } catch (EnvironmentException refused) {
            close(files);
            throw refused;
        }
        if (!finished) {
            close(files);
            return null;
        }
        return new Earlier(files);
    }

    private static StateFile opened(Path path) {
        try {
            return StateFile.open(path);
        } catch (IOException unreadable) {
            throw new EnvironmentException(path + " cannot be read: " + StateFolder.reason(unreadable) + CHOICE);
        }
    }

    /**
     * Makes sure that only files of sessions, readable or not, are lost when they are to be.
     *
     * @throws EnvironmentException if one is something else
     */
    static void checkOurs(Path sessions) throws IOException {
        if (!Files.isDirectory(sessions)) {
            return;
        }
        try (Stream<Path> all = Files.list(sessions)) {
            for (Path path : all.filter(StateFolder::isOurs).toList()) {
                if (Files.size(path) > 0 && !isOurs(path)) {
                    throw new EnvironmentException(
                            path + " is no file of sessions, so it is not deleted: move it away");
                }
            }
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        try (StateFile file = StateFile.open(path)) {
            return StateHeader.isOurs(file.header(), file.bytes());
        }
    }

    private static void close(List<StateFile> files) {
        files.forEach(StateFile::close);
    }

    private long header() {
        return files.getFirst().header();
    }

    List<StateFile> files() {
        return files;
    }

    List<Redeal.Lines> lines() {
        return files.stream().map(StateFile::all).toList();
    }

    boolean fits(int workers, int capacity, BootId boot) {
        return files.size() == workers
                && files.stream().allMatch(file -> StateHeader.capacity(file.header()) == capacity)
                && StateHeader.boot(header()).equals(boot);
    }

    BootId boot() {
        return StateHeader.boot(header());
    }

    boolean stoppedCleanly() {
        return files.stream().allMatch(file -> StateHeader.mark(file.header()) == StateHeader.STOPPED);
    }

    long fingerprint() {
        return StateHeader.fingerprint(header());
    }

    /** When the earlier process was last seen: milliseconds of the wall clock. */
    long wallMillis() {
        return StateHeader.wallMillis(header());
    }

    /** The same moment by the clock that its sessions are timed by. */
    long clockMillis() {
        return StateHeader.clockMillis(header());
    }

    @Override
    public void close() {
        close(files);
    }
}
