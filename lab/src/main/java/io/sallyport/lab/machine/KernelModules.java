package io.sallyport.lab.machine;

import io.sallyport.lab.LabException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** What a kernel's modules need of each other, from its {@code modules.dep}. */
final class KernelModules {
    private static final String SUFFIX = ".ko";

    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, List<String>> needs = new HashMap<>();

    private KernelModules() {}

    /** Reads lines of the form {@code kernel/a.ko: kernel/b.ko kernel/c.ko}: a module and all that it needs, the nearest first. */
    static KernelModules parse(List<String> lines) {
        KernelModules modules = new KernelModules();
        for (String line : lines) {
            String[] parts = line.split(":", 2);
            modules.paths.put(name(parts[0]), parts[0]);
            modules.needs.put(
                    parts[0],
                    parts[1].isBlank() ? List.of() : List.of(parts[1].strip().split(" +")));
        }
        return modules;
    }

    /**
     * Files to load, each after all that it needs.
     *
     * @throws LabException if the kernel has no such module
     */
    List<String> inOrder(List<String> wanted) {
        SequencedSet<String> order = new LinkedHashSet<>();
        for (String module : wanted) {
            String path = paths.get(module);
            if (path == null) {
                throw LabException.environment(
                        "the kernel for the virtual machine has no module %s; take Debian's linux-image-amd64"
                                .formatted(module));
            }
            order.addAll(needs.getOrDefault(path, List.of()).reversed());
            order.add(path);
        }
        return new ArrayList<>(order);
    }

    private static String name(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.substring(0, file.length() - SUFFIX.length()).replace('-', '_');
    }
}
