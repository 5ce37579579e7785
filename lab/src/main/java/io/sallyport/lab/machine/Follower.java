package io.sallyport.lab.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Passes on what another process appends to a file. One thread at a time. */
final class Follower {
    private final Path file;
    private final OutputStream to;
    private long passedOn;

    Follower(Path file, OutputStream to) {
        this.file = file;
        this.to = to;
    }

    /** Passes on what is new. */
    synchronized void passOn() {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(passedOn);
            passedOn += in.transferTo(to);
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
