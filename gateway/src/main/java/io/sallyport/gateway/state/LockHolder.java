package io.sallyport.gateway.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which process holds the lock on a file, as Linux tells: so that nobody else is ever taken for the gateway that keeps its sessions there. */
final class LockHolder {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Path LOCKS = PROCESSES.resolve("locks");
    /** A lock that is held, not waited for: process and inode. */
    private static final Pattern HELD = Pattern.compile("^\\d+: POSIX +ADVISORY +WRITE +(\\d+) [^ ]*:(\\d+) .*");

    private LockHolder() {}

    /** The process that holds a lock on a file for itself alone; nothing if none does, or Linux does not tell this user. */
    static OptionalInt of(Path file) {
        try (Stream<String> locks = Files.lines(LOCKS)) {
            String inode = String.valueOf(Files.getAttribute(file, "unix:ino"));
            return locks.map(HELD::matcher)
                    .filter(Matcher::matches)
                    .filter(lock -> lock.group(2).equals(inode))
                    .mapToInt(lock -> Integer.parseInt(lock.group(1)))
                    .filter(process -> hasOpen(process, file)) // inodes are numbered anew on each file system
                    .findFirst();
        } catch (IOException unknown) {
            return OptionalInt.empty();
        }
    }

    private static boolean hasOpen(int process, Path file) {
        Path descriptors = PROCESSES.resolve(String.valueOf(process)).resolve("fd");
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.anyMatch(descriptor -> isSame(descriptor, file));
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static boolean isSame(Path descriptor, Path file) {
        try {
            return Files.isSameFile(descriptor, file);
        } catch (IOException noFile) {
            return false;
        }
    }
}
