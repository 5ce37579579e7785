package io.sallyport.gateway.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Names one boot of the machine: between two boots the clock that sessions are timed by starts anew. */
record BootId(long high, long low) {
    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    /** That of now; where the kernel does not say, every start counts as one after a boot. */
    static BootId now() {
        try {
            return of(UUID.fromString(Files.readString(FILE).trim()));
        } catch (IOException | IllegalArgumentException unknown) {
            return of(UUID.randomUUID());
        }
    }

    private static BootId of(UUID id) {
        return new BootId(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
