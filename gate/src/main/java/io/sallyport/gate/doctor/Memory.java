package io.sallyport.gate.doctor;

import java.util.ArrayList;
import java.util.List;

/** Memory: huge pages on each node, and how much a process may lock. */
final class Memory {
    /** What four workers with tables of a million sessions and buffers for two interfaces take, roughly. */
    private static final int WANTED_MIB = 2_048;

    private static final String RESERVE =
            "sysctl -w vm.nr_hugepages=1024 (or hugepages=1024 on the kernel command line)";

    private Memory() {}

    static List<Remark> examine(Tree tree) {
        return List.of(available(tree), hugepages(tree), mounted(tree), locked(tree));
    }

    /** Whether any huge page is reserved. */
    static boolean hasHugepages(Tree tree) {
        return pools(tree).stream().anyMatch(pool -> pool.reserved > 0);
    }

    private record Pool(String node, int kib, long reserved, long free) {
        long mib() {
            return (reserved * kib) >> 10;
        }

        @Override
        public String toString() {
            return "%s%,d of %d kB, %,d free".formatted(node.isEmpty() ? "" : node + ": ", reserved, kib, free);
        }
    }

    private static List<Pool> pools(Tree tree) {
        List<Pool> pools = new ArrayList<>();
        for (String node : tree.names("sys/devices/system/node", "node\\d+")) {
            add(pools, tree, node, "sys/devices/system/node/%s/hugepages".formatted(node));
        }
        if (pools.isEmpty()) {
            add(pools, tree, "", "sys/kernel/mm/hugepages");
        }
        return pools;
    }

    private static void add(List<Pool> pools, Tree tree, String node, String folder) {
        for (String size : tree.names(folder, "hugepages-\\d+kB")) {
            pools.add(new Pool(
                    node,
                    Integer.parseInt(size.replaceAll("\\D", "")),
                    tree.number("%s/%s/nr_hugepages".formatted(folder, size)),
                    tree.number("%s/%s/free_hugepages".formatted(folder, size))));
        }
    }

    private static Remark available(Tree tree) {
        String line = tree.lines("proc/meminfo").stream()
                .filter(one -> one.startsWith("MemAvailable:"))
                .findFirst()
                .orElse("MemAvailable: 0 kB");
        long mib = Long.parseLong(line.replaceAll("\\D", "")) >> 10;
        return mib < WANTED_MIB
                ? Remark.note(
                        "memory", "%,d MiB available".formatted(mib), "smaller tables: nat.limits.sessions-per-worker")
                : Remark.good("memory", "%,d MiB available".formatted(mib));
    }

    private static Remark hugepages(Tree tree) {
        List<Pool> pools = pools(tree);
        long mib = pools.stream().mapToLong(Pool::mib).sum();
        String found = pools.isEmpty()
                ? "the kernel has none"
                : String.join("; ", pools.stream().map(Pool::toString).toList());
        if (mib == 0) {
            return Remark.lacks("huge pages", found, RESERVE);
        }
        return mib < WANTED_MIB ? Remark.note("huge pages", found, RESERVE) : Remark.good("huge pages", found);
    }

    private static Remark mounted(Tree tree) {
        return tree.lines("proc/mounts").stream()
                .filter(line -> line.contains(" hugetlbfs "))
                .findFirst()
                .map(line -> Remark.good("hugetlbfs", "mounted at " + line.split(" ", 3)[1]))
                .orElseGet(() -> Remark.note(
                        "hugetlbfs",
                        "not mounted; the gateway does without (--in-memory)",
                        "mkdir -p /dev/hugepages; mount -t hugetlbfs nodev /dev/hugepages"));
    }

    private static Remark locked(Tree tree) {
        String line = tree.lines("proc/self/limits").stream()
                .filter(one -> one.startsWith("Max locked memory"))
                .findFirst()
                .orElse("");
        String[] words = line.split("\\s{2,}", -1);
        String limit = words.length > 1 ? words[1] : "not shown";
        return limit.equals("unlimited") || words.length < 2
                ? Remark.good("locked memory", limit)
                : Remark.note(
                        "locked memory",
                        "limit of %s bytes, which binds all but root".formatted(limit),
                        "ulimit -l unlimited (LimitMEMLOCK=infinity in a unit of systemd)");
    }
}
