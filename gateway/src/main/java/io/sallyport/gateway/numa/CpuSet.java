package io.sallyport.gateway.numa;

import java.util.Set;
import java.util.TreeSet;

/** Linux's way to write a set of CPUs. */
public final class CpuSet {
    private CpuSet() {}

    /**
     * Reads one.
     *
     * @param list such as {@code 0-3,8}; empty for none
     * @return the CPUs, ascending
     */
    public static Set<Integer> parse(String list) {
        Set<Integer> cpus = new TreeSet<>();
        for (String part : list.split(",", -1)) {
            if (!part.isEmpty()) {
                int dash = part.indexOf('-');
                int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
                int last = Integer.parseInt(dash < 0 ? part : part.substring(dash + 1));
                for (int cpu = first; cpu <= last; cpu++) {
                    cpus.add(cpu);
                }
            }
        }
        return cpus;
    }
}
