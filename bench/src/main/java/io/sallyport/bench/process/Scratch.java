package io.sallyport.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A folder for sockets, configurations and logs. It and all processes that we have started are gone when we are, however we end. */
public final class Scratch implements AutoCloseable {
    private static final int END_SECONDS = 10;

    private final Path folder;
    private final Thread onInterrupt = new Thread(this::end);

    /** Makes the folder. */
    public Scratch() throws IOException {
        folder = Files.createTempDirectory("sallyport-bench");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Ends what still runs and removes the folder. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException interrupted) {
            return; // the hook runs already
        }
        end();
    }

    private void end() {
        CompletableFuture<?>[] ends = ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::destroy)
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, END_SECONDS, TimeUnit.SECONDS)
                .join();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            System.err.println("sallyport: cannot remove " + folder + ": " + gone.getMessage());
        }
    }
}
