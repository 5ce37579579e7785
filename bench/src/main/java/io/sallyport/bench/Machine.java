package io.sallyport.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What figures depend on: processor, JVM and its flags, and what was built. */
final class Machine {
    private Machine() {}

    static Map<String, Object> describe() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("cpu", cpu());
        all.put("cpus", Runtime.getRuntime().availableProcessors());
        all.put("jvm", System.getProperty("java.vm.version"));
        all.put("flags", ManagementFactory.getRuntimeMXBean().getInputArguments());
        all.put("commit", commit());
        return all;
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String commit() {
        Path git = Path.of(System.getProperty("sallyport.home", "."), ".git");
        try {
            String head = Files.readString(git.resolve("HEAD")).strip();
            return head.startsWith("ref: ")
                    ? Files.readString(git.resolve(head.substring(5))).strip()
                    : head;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
