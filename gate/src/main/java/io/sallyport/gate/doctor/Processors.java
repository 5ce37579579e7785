package io.sallyport.gate.doctor;

import java.util.List;

/** CPUs: how many, for whom, how fast. */
final class Processors {
    /** Production has four workers at least, each with a core of its own; one is left to the kernel and the control thread. */
    private static final int WORKERS = 4;

    private static final String CPU = "sys/devices/system/cpu/";

    private Processors() {}

    static List<Remark> examine(Tree tree) {
        return List.of(count(tree), isolation(tree), governor(tree), nodes(tree), clock(tree));
    }

    /** CPUs that are online. */
    static int online(Tree tree) {
        return CpuList.count(tree.read(CPU + "online"));
    }

    private static Remark count(Tree tree) {
        int online = online(tree);
        String model = tree.lines("proc/cpuinfo").stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown model");
        String threads = tree.read(CPU + "smt/active").equals("1") ? ", two threads on a core" : "";
        String found = "%d online, %s%s".formatted(online, model, threads);
        if (online < WORKERS) {
            return Remark.lacks("CPUs", found, "give the machine at least %d CPUs".formatted(WORKERS + 1));
        }
        return online == WORKERS
                ? Remark.note("CPUs", found, "one more CPU than workers leaves the kernel a place of its own")
                : Remark.good("CPUs", found);
    }

    private static Remark isolation(Tree tree) {
        String isolated = tree.read(CPU + "isolated");
        String ticks = tree.read(CPU + "nohz_full");
        String found = "isolated: %s; without ticks: %s"
                .formatted(
                        isolated.isEmpty() ? "none" : isolated,
                        ticks.isEmpty() || ticks.equals("(null)") ? "none" : ticks);
        return isolated.isEmpty()
                ? Remark.note(
                        "isolated CPUs",
                        found,
                        "add isolcpus=1-%1$d nohz_full=1-%1$d rcu_nocbs=1-%1$d to GRUB_CMDLINE_LINUX in /etc/default/grub; update-grub; reboot"
                                .formatted(Math.max(WORKERS, online(tree) - 1)))
                : Remark.good("isolated CPUs", found);
    }

    private static Remark governor(Tree tree) {
        String governor = tree.read(CPU + "cpu0/cpufreq/scaling_governor");
        if (governor.isEmpty()) {
            return Remark.good("CPU frequency", "not the machine's to choose");
        }
        return governor.equals("performance")
                ? Remark.good("CPU frequency", "governor performance")
                : Remark.note("CPU frequency", "governor " + governor, "cpupower frequency-set -g performance");
    }

    private static Remark nodes(Tree tree) {
        List<String> nodes = tree.names("sys/devices/system/node", "node\\d+");
        String found = nodes.stream()
                .map(node ->
                        "%s: CPUs %s".formatted(node, tree.read("sys/devices/system/node/%s/cpulist".formatted(node))))
                .reduce((a, b) -> a + ", " + b)
                .orElse("the kernel shows none");
        return nodes.size() > 1
                ? Remark.note(
                        "NUMA nodes",
                        found,
                        "nothing to mend: production takes CPUs near the network cards; `./sallyport show numa` tells what a gateway has where")
                : Remark.good("NUMA nodes", found);
    }

    private static Remark clock(Tree tree) {
        String clock = tree.read("sys/devices/system/clocksource/clocksource0/current_clocksource");
        boolean slow = clock.equals("hpet") || clock.equals("acpi_pm");
        return slow
                ? Remark.note(
                        "clock",
                        clock + ", which takes a microsecond to read",
                        "add tsc=reliable to the kernel command line if the CPU's is")
                : Remark.good("clock", clock.isEmpty() ? "not shown" : clock);
    }
}
