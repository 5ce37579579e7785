package io.sallyport.lab.machine;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** QEMU's command line. */
final class Qemu {
    /** Translates the machine's instructions: it works everywhere, where /dev/kvm is only a promise too. */
    private static final List<String> EMULATED = List.of("-accel", "tcg,thread=multi,tb-size=512", "-cpu", "max");

    private static final List<String> HARDWARE = List.of("-accel", "kvm", "-cpu", "host");

    /** The clock of an emulated machine is steady, only too slow for the kernel's taste. */
    private static final String KERNEL_ARGUMENTS =
            "console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable clocksource=tsc audit=0 hugepages="
                    + Specification.HUGEPAGES;

    private Qemu() {}

    /** The command that starts a machine. */
    static List<String> command(Specification machine, boolean hardware, Path kernel, Path initrd, Path share) {
        // When the process that started it is killed, the machine goes too.
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "qemu-system-x86_64"));
        command.addAll(List.of("-machine", "q35", "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"));
        command.addAll(hardware ? HARDWARE : EMULATED);
        command.addAll(List.of("-smp", String.valueOf(machine.cpus()), "-m", String.valueOf(Specification.MEGABYTES)));
        command.addAll(List.of("-kernel", kernel.toString(), "-initrd", initrd.toString()));
        command.addAll(List.of("-append", KERNEL_ARGUMENTS));
        command.addAll(nodes(machine));
        command.addAll(List.of("-serial", "file:" + share.resolve("console")));
        command.addAll(folder("host", Path.of("/"), ",readonly=on,multidevs=remap"));
        command.addAll(folder("share", share, ""));
        command.addAll(api());
        for (Link link : Link.values()) {
            command.addAll(List.of("-netdev", machine.adapter().netdev(link)));
            command.addAll(List.of("-device", machine.adapter().device(link)));
        }
        return command;
    }

    /** CPUs and memory in as many parts, each a NUMA node. */
    private static List<String> nodes(Specification machine) {
        List<String> nodes = new ArrayList<>();
        for (int node = 0; machine.nodes() > 1 && node < machine.nodes(); node++) {
            int first = machine.cpus() * node / machine.nodes();
            int last = machine.cpus() * (node + 1) / machine.nodes() - 1;
            nodes.addAll(List.of(
                    "-object",
                    "memory-backend-ram,id=memory%d,size=%dM"
                            .formatted(node, Specification.MEGABYTES / machine.nodes()),
                    "-numa",
                    "node,nodeid=%d,cpus=%d-%d,memdev=memory%d".formatted(node, first, last, node)));
        }
        return nodes;
    }

    private static List<String> folder(String name, Path path, String options) {
        return List.of(
                "-fsdev",
                "local,id=%s,path=%s,security_model=none%s".formatted(name, path, options),
                "-device",
                "virtio-9p-pci,fsdev=%s,mount_tag=%s".formatted(name, name));
    }

    /** A network of its own, for the API alone. */
    private static List<String> api() {
        int port = Topology.API_PORT;
        return List.of(
                "-netdev",
                "user,id=api,restrict=on,hostfwd=tcp:127.0.0.1:%d-127.0.0.1:%d".formatted(port, port),
                "-device",
                "e1000,netdev=api");
    }
}
