package io.sallyport.lab.net;

import io.sallyport.lab.LabException;
import io.sallyport.lab.gateway.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a hypervisor is to a virtual machine: a second process, {@code dpdk-testpmd}, that serves the other ends of the gateway's virtio
 * ports (vhost-user) and carries every frame unchanged between them and taps in the namespaces, queue by queue.
 *
 * <p>It lives in a namespace and is gone with it.
 */
final class VhostBridge {
    private static final Namespace HOME = Namespace.CLIENT;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String CPUS = "Cpus_allowed_list:";
    /**
     * It never stops polling: what others want of a CPU comes first, three to one. Where the kernel shares CPUs out among sessions first
     * (autogroup), niceness counts within one, and each has a niceness of its own.
     */
    private static final String GIVING_WAY =
            "echo 5 2>/dev/null >/proc/self/autogroup; exec nice -n 5 stdbuf -oL dpdk-testpmd \"$@\"";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TAIL = 15;

    private VhostBridge() {}

    /** The unix socket to which the gateway's port on {@code link} connects. */
    static Path socket(Link link) {
        return RunFiles.socket(link.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Starts it and sets the interfaces in the namespaces up, which exist.
     *
     * @param queues of each port
     * @throws LabException if it does not come to forwarding
     */
    static void start(int queues) {
        Process process = launch(queues);
        Await.until("dpdk-testpmd forwards between vhost-user and taps", LIMIT, () -> {
            if (!process.isAlive()) {
                throw LabException.failed("dpdk-testpmd ended with exit code %d; its log ends:%n%s"
                        .formatted(process.exitValue(), tail()));
            }
            return RunFiles.lines(RunFiles.bridgeLog()).stream()
                    .anyMatch(line -> line.startsWith("io packet forwarding"));
        });
        for (Link link : Link.values()) {
            link.moveFrom(HOME);
        }
    }

    private static Process launch(int queues) {
        // Line by line, or its lines come when there are 4,096 bytes of them. It ends when it can read a line or its
        // input ends,
        // unless it has to print statistics.
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", GIVING_WAY, "sh"));
        command.addAll(dpdk(queues));
        command.addAll(List.of(
                "--",
                "--rxq=" + queues,
                "--txq=" + queues,
                "--nb-cores=1",
                "--forward-mode=io",
                "--auto-start",
                "--total-num-mbufs=16384",
                "--disable-link-check",
                "--stats-period=86400"));
        try {
            return new ProcessBuilder(HOME.inside(command))
                    .redirectErrorStream(true)
                    .redirectOutput(RunFiles.bridgeLog().toFile())
                    .start();
        } catch (IOException e) {
            throw LabException.environment("cannot start dpdk-testpmd: " + e.getMessage());
        }
    }

    /** Devices in the order in which it joins them: first to second, third to fourth. */
    private static List<String> dpdk(int queues) {
        String cpus = allowedCpus();
        List<String> arguments = new ArrayList<>(List.of(
                "--no-huge",
                "--no-shconf",
                "--no-pci",
                "--no-telemetry",
                "-m",
                "128",
                // Pinned it would be, as every thread of DPDK is, to a CPU that others use.
                "--lcores",
                "0@(%s),1@(%s)".formatted(cpus, cpus)));
        for (Link link : Link.values()) {
            int number = link.number();
            arguments.add("--vdev=net_vhost%d,iface=%s,queues=%d".formatted(number, socket(link), queues));
            arguments.add("--vdev=net_tap%d,iface=%s".formatted(number, link.interfaceName()));
        }
        return arguments;
    }

    private static String allowedCpus() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(CPUS))
                    .map(line -> line.substring(CPUS.length()).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw LabException.environment("cannot read %s: %s".formatted(STATUS, e.getMessage()));
        }
    }

    private static String tail() {
        List<String> lines = RunFiles.lines(RunFiles.bridgeLog());
        return "  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
