package io.sallyport.lab.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The network namespaces of the lab. Any thread may call. */
public enum Namespace {
    /** Where the inside hosts live. */
    CLIENT("sallyport-client"),
    /** Where the internet lives. */
    SERVER("sallyport-server"),
    /** A host of the internet behind a link with a smaller MTU; {@link #SERVER} routes to it. */
    FAR("sallyport-far");

    private final String id;

    Namespace(String id) {
        this.id = id;
    }

    /** Its name as {@code ip netns} lists it. */
    public String id() {
        return id;
    }

    /** Makes it, with IPv6 off and ICMP errors not rate-limited. */
    public void create() {
        Commands.run("ip", "netns", "add", id);
        // Router advertisements and neighbour discovery would be frames that no test asked for; traceroute draws many
        // errors at once.
        run(
                "sysctl",
                "-qw",
                "net.ipv6.conf.all.disable_ipv6=1",
                "net.ipv6.conf.default.disable_ipv6=1",
                "net.ipv4.icmp_ratelimit=0");
        ip("link set lo up");
    }

    /**
     * Has its hosts take no more than 64 KiB of a TCP connection at a time. A transfer as wide as the kernel likes it can fill a queue of an
     * emulated network card, 1,024 frames, while the emulated machine waits for a CPU; QEMU 7.2 may never empty it again
     * (docs/virtual-machine.md).
     */
    public void limitWindows() {
        run("sysctl", "-qw", "net.ipv4.tcp_rmem=4096 65536 65536");
    }

    /** Whether it exists. */
    public boolean exists() {
        return Commands.run("ip", "netns", "list").lines().anyMatch(line -> line.split(" ", 2)[0].equals(id));
    }

    /** Ends every process in it. */
    public void killProcesses() {
        for (String pid : Commands.run("ip", "netns", "pids", id).lines().toList()) {
            ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Removes it; interfaces made elsewhere and moved here vanish or go back. */
    public void delete() {
        Commands.run("ip", "netns", "delete", id);
    }

    /** Runs lines of {@code ip} in it. */
    public void ip(String... lines) {
        Commands.runWithInput(String.join("\n", lines) + "\n", "ip", "-n", id, "-batch", "-");
    }

    /** Runs a command in it that has to succeed. */
    public String run(String... command) {
        return Commands.run(inside(List.of(command)).toArray(String[]::new));
    }

    /** Runs a command in it that may fail. */
    public Commands.Outcome attempt(Duration limit, String... command) {
        return Commands.attempt(limit, "", inside(List.of(command)));
    }

    /** The command that runs {@code command} in this namespace. */
    public List<String> inside(List<String> command) {
        List<String> full = new ArrayList<>(List.of("ip", "netns", "exec", id));
        full.addAll(command);
        return full;
    }
}
