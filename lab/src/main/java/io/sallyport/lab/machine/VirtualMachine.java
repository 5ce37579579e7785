package io.sallyport.lab.machine;

import io.sallyport.lab.LabException;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine with a gateway in it, as if it were the gateway's process: what the gateway prints is passed on, and it ends with the
 * gateway's exit code.
 */
public final class VirtualMachine {
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final Duration STOP_LIMIT = Patience.seconds(60);

    private final Process emulator;
    private final List<Follower> followers;
    private @Nullable Integer exitCode;

    private VirtualMachine(Process emulator, List<Follower> followers) {
        this.emulator = emulator;
        this.followers = followers;
    }

    /**
     * Starts a machine; the gateway in it is not there yet. The thread that calls has to stay: when it ends, the machine is killed.
     *
     * @param configuration of the gateway; its interfaces are those that {@link Adapter} names
     * @param output gets what the gateway prints
     * @param log gets the gateway's log
     */
    public static VirtualMachine start(
            Specification machine, Path configuration, OutputStream output, OutputStream log) {
        try {
            GuestKernel kernel = GuestKernel.find();
            Initrd.Settings settings = new Initrd.Settings(
                    Share.folder().toString(),
                    RunFiles.home().toString(),
                    System.getProperty("java.home"),
                    machine.jvmFlags());
            Path initrd = Share.begin(configuration, Initrd.of(kernel, settings));
            List<String> command = Qemu.command(machine, canVirtualize(), kernel.image(), initrd, Share.folder());
            Process emulator = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Share.emulator().toFile())
                    .start();
            return new VirtualMachine(
                    emulator, List.of(new Follower(Share.output(), output), new Follower(Share.log(), log)));
        } catch (IOException e) {
            throw LabException.environment("cannot start a virtual machine: " + e.getMessage());
        }
    }

    /** Whether this machine's CPU can run another system by itself; elsewhere /dev/kvm may be there and be of no use. */
    public static boolean canVirtualize() {
        return Files.exists(Path.of("/sys/module/kvm_intel")) || Files.exists(Path.of("/sys/module/kvm_amd"));
    }

    /** What machines are made of here, by name. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "emulator",
                Commands.run("qemu-system-x86_64", "--version")
                        .lines()
                        .findFirst()
                        .orElse(""));
        facts.put("accelerator", canVirtualize() ? "KVM" : "none: TCG translates every instruction");
        facts.put("kernel in the machine", GuestKernel.find().version());
        facts.put("kernel outside", System.getProperty("os.version"));
        return facts;
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return emulator.isAlive();
    }

    /**
     * Waits for its end, passing on what the gateway prints.
     *
     * @return the gateway's exit code
     * @throws LabException if the machine ended before the gateway did
     */
    public int await() {
        try {
            while (!emulator.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                followers.forEach(Follower::passOn);
            }
            return ending();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Has the gateway end in order, and the machine after it.
     *
     * @return the gateway's exit code
     * @throws LabException if it does not end in time; the machine is killed then
     */
    public int stop() {
        Share.askToStop();
        try {
            if (!emulator.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                emulator.destroyForcibly().waitFor();
                throw LabException.failed(
                        "the gateway in the virtual machine did not end within %d s".formatted(STOP_LIMIT.toSeconds()));
            }
            return ending();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Whoever comes first takes the folder away: the one that waits, or the one that was told to stop. */
    private synchronized int ending() {
        if (exitCode == null) {
            followers.forEach(Follower::passOn);
            try {
                exitCode = Share.exitCode().orElseThrow(() -> endedEarly(emulator.exitValue()));
                Share.remove();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return exitCode;
    }

    private static LabException endedEarly(int exitValue) {
        return LabException.failed("the virtual machine ended before the gateway did (QEMU's exit code %d):%n%s"
                .formatted(exitValue, Share.tail()));
    }

    private static LabException interrupted() {
        Thread.currentThread().interrupt();
        return LabException.failed("interrupted");
    }
}
