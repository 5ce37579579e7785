package io.sallyport.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.lab.gateway.RunFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What docs/getting-started.md has a newcomer type, typed as it stands, and what it says comes of it. */
@Timeout(240)
final class GettingStartedIT {
    private static final long BLOCK_SECONDS = 60;
    private static final String CLEAN_UP = """
            kill $gateway $server; wait
            ip netns delete home; ip netns delete internet; ip link delete home-gw; ip link delete internet-gw
            rm -rf /tmp/internet /dev/shm/sallyport-getting-started; ./sallyport lab down
            """;

    private final Map<String, String> digests = new HashMap<>();
    private final List<String> transcript = new ArrayList<>();

    @Test
    @Tag("C13.5")
    @Tag("C14.1")
    @Tag("C14.2")
    @Tag("C14.3")
    void everyCommandOfTheGuidePrintsWhatTheGuideSays() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may make network namespaces");
        List<GuideText.Block> blocks =
                GuideText.blocks(Files.readString(RunFiles.home().resolve("docs/getting-started.md")));
        assertThat(blocks).hasSizeGreaterThan(5);
        try (LabLock _ = LabLock.take()) { // the guide's gateway answers where a lab's would
            Process shell = new ProcessBuilder("bash")
                    .directory(RunFiles.home().toFile())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedWriter keyboard = shell.outputWriter()) {
                BlockingQueue<String> screen = screen(shell);
                try {
                    for (int i = 0; i < blocks.size(); i++) {
                        type(blocks.get(i), keyboard, screen, "=== block %d is done".formatted(i + 1));
                    }
                } finally {
                    keyboard.write(CLEAN_UP);
                }
            } finally {
                shell.waitFor(BLOCK_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private void type(GuideText.Block block, BufferedWriter keyboard, BlockingQueue<String> screen, String end)
            throws IOException, InterruptedException {
        keyboard.write(block.commands() + "echo '" + end + "'\n");
        keyboard.flush();
        List<String> printed = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BLOCK_SECONDS);
        String missing = end;
        while (!missing.isEmpty()) {
            String line = screen.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(line)
                    .as("after%n%s%nthe line `%s`, of all there was:%n%s"
                            .formatted(block.commands(), missing, String.join("\n", transcript)))
                    .isNotNull();
            printed.add(line);
            transcript.add(line);
            missing = printed.contains(end) ? GuideText.missing(block.lines(), printed, digests) : end;
        }
    }

    private static BlockingQueue<String> screen(Process shell) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> shell.inputReader().lines().forEach(lines::add));
        return lines;
    }
}
