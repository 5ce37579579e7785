package io.sallyport.gateway.state;

import io.sallyport.gateway.EnvironmentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of sessions that this process alone uses: {@code sessions} holds a file per worker; {@code sessions.new} is what will take
 * its place, {@code sessions.old} what did. Each change of them is one rename, so that a process that dies leaves one of them whole.
 */
final class StateFolder implements AutoCloseable {
    private static final String MEND =
            "; set state.directory to a folder on hugetlbfs, tmpfs or a disk that this user may write, or state.keep-sessions to false";

    private final Path folder;
    private final FileChannel channel;

    private StateFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder for this process; makes it if there is none.
     *
     * @return null while another process has it
     * @throws EnvironmentException if it cannot be used
     */
    static @Nullable StateFolder take(Path folder) {
        FileChannel channel = null;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            channel = FileChannel.open(
                    lock(folder), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return tidied(folder, channel);
            }
        } catch (OverlappingFileLockException ownProcess) {
            // another gateway of this process has it
        } catch (IOException refused) {
            close(channel);
            throw unusable(folder, refused);
        }
        close(channel);
        return null;
    }

    /**
     * Takes the folder for this process as soon as no other one has it, and waits for that without an end.
     *
     * @throws EnvironmentException if it cannot be used, or has become another one meanwhile
     */
    static StateFolder await(Path folder) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(lock(folder), StandardOpenOption.READ, StandardOpenOption.WRITE);
            Object before = identity(folder);
            channel.lock();
            if (!Objects.equals(before, identity(folder))) {
                throw new NoSuchFileException(null, null, "it was removed while this gateway stood by");
            }
            return tidied(folder, channel);
        } catch (IOException refused) {
            close(channel);
            throw unusable(folder, refused);
        }
    }

    private static StateFolder tidied(Path folder, FileChannel channel) throws IOException {
        StateFolder taken = new StateFolder(folder, channel);
        taken.tidy();
        return taken;
    }

    private static @Nullable Object identity(Path folder) throws IOException {
        return Files.readAttributes(lock(folder), BasicFileAttributes.class).fileKey();
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException ignored) {
            // nothing was written through it
        }
    }

    static EnvironmentException unusable(Path path, IOException refused) {
        return new EnvironmentException("sessions cannot be kept in " + path + ": " + reason(refused) + MEND);
    }

    /** What went wrong, without the name of the file. */
    static String reason(IOException refused) {
        String reason = refused instanceof FileSystemException known ? known.getReason() : refused.getMessage();
        return reason != null ? reason : refused.getClass().getSimpleName().replace("Exception", "");
    }

    /** The file in a folder whose lock says that a gateway has it. */
    static Path lock(Path folder) {
        return folder.resolve("lock");
    }

    /** Where sessions are. */
    Path current() {
        return folder.resolve("sessions");
    }

    /** Where the files that will take their place are made. */
    Path next() {
        return folder.resolve("sessions.new");
    }

    private Path previous() {
        return folder.resolve("sessions.old");
    }

    boolean hasSessions() {
        return Files.isDirectory(current());
    }

    /** Ends what an earlier process has begun: it died before, between or after the two renames of {@link #promote}. */
    private void tidy() throws IOException {
        if (!hasSessions() && Files.isDirectory(previous())) {
            Files.move(previous(), current()); // what was new is made again from it
        }
        delete(next());
        delete(previous());
    }

    /** Makes the folder for new files, empty. */
    Path makeNext() throws IOException {
        delete(next());
        return Files.createDirectory(next());
    }

    /** Gives up what was to become the new files. */
    void dropNext() throws IOException {
        delete(next());
    }

    /** Puts the new files in the place of those there were. */
    void promote() throws IOException {
        if (hasSessions()) {
            Files.move(current(), previous());
        }
        Files.move(next(), current());
        delete(previous());
    }

    /** Deletes the sessions there are. */
    void discard() throws IOException {
        delete(current());
    }

    /** Deletes a folder of ours: files of workers and nothing else, so that what a person put there is never lost. */
    private static void delete(Path tree) throws IOException {
        if (!Files.isDirectory(tree)) {
            return;
        }
        try (Stream<Path> files = Files.list(tree)) {
            for (Path file : files.filter(StateFolder::isOurs).toList()) {
                Files.delete(file);
            }
        }
        Files.delete(tree);
    }

    /** Whether a file's name is one that we give. */
    static boolean isOurs(Path file) {
        return file.getFileName().toString().matches("worker-\\d+");
    }

    /** The file of a worker in one of the folders. */
    static Path file(Path sessions, int worker) {
        return sessions.resolve("worker-" + worker);
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** Gives the folder up. */
    @Override
    public void close() {
        close(channel);
    }
}
