package io.sallyport.gateway.state;

import io.sallyport.dpdk.memory.FileMemory;
import io.sallyport.gateway.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where {@code state.directory: auto} leads: to sessions that are there already, else to huge pages if enough are free, else to {@code /dev/shm}. */
final class StatePlace {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final Path MOUNTS = Path.of("/proc/mounts");

    /** A line of {@link #MOUNTS}: device, folder, kind, options. */
    private static final Pattern HUGETLBFS = Pattern.compile("^\\S+ (\\S+) hugetlbfs \\S*pagesize=2M");

    private StatePlace() {}

    /**
     * The folder of a configuration's sessions.
     *
     * @param hugePagesSuffice whether enough huge pages are free for sessions and everything else
     */
    static Path of(Config config, boolean hugePagesSuffice) {
        Path set = config.state().directory();
        if (set != null) {
            return set;
        }
        List<Path> places = new ArrayList<>(hugePageMounts());
        places.add(SHARED_MEMORY);
        for (Path place : places) {
            if (Files.isDirectory(folder(place, config).resolve("sessions"))) {
                return folder(place, config);
            }
        }
        return folder(hugePagesSuffice ? places.getFirst() : SHARED_MEMORY, config);
    }

    /** Gateways with configurations of different names do not meet. */
    private static Path folder(Path place, Config config) {
        String file = String.valueOf(Path.of(config.source().file()).getFileName());
        return place.resolve("sallyport").resolve(file.replaceFirst("\\.ya?ml$", ""));
    }

    private static List<Path> hugePageMounts() {
        try (Stream<String> mounts = Files.lines(MOUNTS)) {
            return mounts.map(StatePlace::hugePageMount)
                    .filter(mount -> mount != null && Files.isWritable(mount) && isHugetlbfs(mount))
                    .toList();
        } catch (IOException unknown) {
            return List.of();
        }
    }

    private static @Nullable Path hugePageMount(String mount) {
        Matcher hugetlbfs = HUGETLBFS.matcher(mount);
        return hugetlbfs.find() ? Path.of(hugetlbfs.group(1)) : null;
    }

    private static boolean isHugetlbfs(Path folder) {
        try {
            return FileMemory.isHugetlbfs(folder);
        } catch (IOException unknown) {
            return false;
        }
    }
}
