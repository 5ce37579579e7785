package io.sallyport.gateway.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The place of the API's unix socket in the file system. */
final class UnixSocket {
    /** {@code sun_path} has 108 bytes, one of them for the final zero. */
    private static final int MAX_PATH_BYTES = 107;

    private UnixSocket() {}

    /**
     * Makes sure that a socket can be bound to {@code path}: creates its directory, removes the socket that a killed
     * gateway left.
     *
     * @throws ListenException if something else is there, or a process that listens
     */
    static void prepare(Path path) {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            throw new ListenException("cannot listen on unix socket " + path + ": a path of at most " + MAX_PATH_BYTES
                    + " bytes is allowed. Set api.unix to a shorter one.");
        }
        try {
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                removeStale(path);
            }
        } catch (IOException e) {
            throw new ListenException(
                    "cannot listen on unix socket " + path + ": " + e + ". Set api.unix to a path that can be created.",
                    e);
        }
    }

    /** Lets the group in beside the owner. */
    static void restrict(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
    }

    private static void removeStale(Path path) throws IOException {
        boolean isFile = !Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
        if (isFile) {
            throw new ListenException("cannot listen on unix socket " + path
                    + ": there is a file of that name that is no socket. Remove it or set api.unix to another path.");
        }
        if (answers(path)) {
            throw new ListenException("cannot listen on unix socket " + path
                    + ": another process listens there. Stop that gateway or set api.unix to another path.");
        }
        Files.delete(path);
    }

    private static boolean answers(Path path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException e) {
            return false;
        }
    }
}
