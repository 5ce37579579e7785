package io.sallyport.lab.machine;

import io.sallyport.lab.LabException;
import io.sallyport.lab.gateway.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kernel of Debian and a busybox, which the launcher has unpacked from their packages.
 *
 * @param folder where they are unpacked
 * @param version such as {@code 6.1.0-56-amd64}
 */
record GuestKernel(Path folder, String version) {
    private static final String IMAGE = "vmlinuz-";

    /**
     * What the launcher has left under {@code target}.
     *
     * @throws LabException if there is none
     */
    static GuestKernel find() {
        Path folder = RunFiles.home().resolve("target/guest");
        try (Stream<Path> files = Files.list(folder.resolve("boot"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(IMAGE))
                    .map(name -> new GuestKernel(folder, name.substring(IMAGE.length())))
                    .findFirst()
                    .orElseThrow(() -> missing(folder));
        } catch (IOException e) {
            throw missing(folder);
        }
    }

    private static LabException missing(Path folder) {
        return LabException.environment(
                "%s holds no kernel; ./sallyport vm and ./sallyport verify vm fetch it, start one of them from the launcher"
                        .formatted(folder));
    }

    Path image() {
        return folder.resolve("boot").resolve(IMAGE + version);
    }

    byte[] busybox() {
        return read(folder.resolve("bin/busybox"));
    }

    KernelModules modules() {
        try {
            return KernelModules.parse(Files.readAllLines(modulesFolder().resolve("modules.dep")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A module by its path as {@code modules.dep} has it. */
    byte[] module(String path) {
        return read(modulesFolder().resolve(path));
    }

    private Path modulesFolder() {
        return folder.resolve("lib/modules").resolve(version);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Modules that the machine loads. */
    static List<String> wanted() {
        return List.of("virtio_pci", "9pnet_virtio", "9p", "overlay", "uio_pci_generic", "e1000");
    }
}
