package io.sallyport.gate.doctor;

import java.util.ArrayList;
import java.util.List;

/** Looks at a machine. */
public final class Doctor {
    private final Tree tree;

    /** For the machine whose files these are. */
    public Doctor(Tree tree) {
        this.tree = tree;
    }

    /** Everything that bears on running a gateway. */
    public List<Remark> examine() {
        List<Remark> remarks = new ArrayList<>();
        remarks.add(Remark.good("kernel", firstWords(tree.read("proc/version"))));
        remarks.add(Remark.good("kernel command line", tree.read("proc/cmdline")));
        remarks.addAll(Processors.examine(tree));
        remarks.addAll(Memory.examine(tree));
        remarks.addAll(Cards.examine(tree));
        return remarks;
    }

    /**
     * Why a gateway that has been tried here is not to run here in production.
     *
     * @param workers how many it had
     * @param hugepages whether its memory was on huge pages
     * @param ports what its interfaces were: a kernel's virtual ports are no proof of a network card
     * @param remote what of it was on another NUMA node than those who use it
     */
    public List<String> reasonsAgainst(int workers, boolean hugepages, String ports, List<String> remote) {
        List<String> reasons = new ArrayList<>();
        int online = Processors.online(tree);
        if (online < workers) {
            reasons.add("%d workers share %d CPUs; production gives each a core of its own".formatted(workers, online));
        }
        if (!hugepages) {
            reasons.add("the gateway's memory was not on huge pages");
        }
        if (!ports.isEmpty()) {
            reasons.add("it ran on %s, on no network card".formatted(ports));
        }
        reasons.addAll(remote);
        return reasons;
    }

    private static String firstWords(String version) {
        String[] words = version.split(" ", 4);
        return words.length > 2 ? words[0] + " " + words[2] : version;
    }
}
