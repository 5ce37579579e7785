package io.sallyport.lab.machine;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.PortType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The first file system of the virtual machine: busybox, a dozen modules of the kernel, and a script. */
final class Initrd {
    private static final String SCRIPT = "init.sh";
    private static final List<String> FOLDERS = List.of("bin", "dev", "proc", "sys", "modules");

    private Initrd() {}

    /** Makes it, uncompressed. */
    static byte[] of(GuestKernel kernel, Settings settings) {
        CpioArchive archive = new CpioArchive();
        FOLDERS.forEach(archive::folder);
        archive.program("bin/busybox", kernel.busybox());
        archive.program("init", script());
        archive.file("settings", settings.text().getBytes(StandardCharsets.UTF_8));
        List<String> modules = kernel.modules().inOrder(GuestKernel.wanted());
        for (String module : modules) {
            archive.file("modules/" + fileName(module), kernel.module(module));
        }
        String order = modules.stream().map(Initrd::fileName).collect(Collectors.joining("\n", "", "\n"));
        archive.file("modules/order", order.getBytes(StandardCharsets.UTF_8));
        return archive.finish();
    }

    /**
     * What the script is told.
     *
     * @param share folder that host and machine share, at the same place in both
     * @param home folder of {@code ./sallyport}
     * @param java folder of the JDK
     * @param flags more flags for the gateway's JVM
     */
    record Settings(String share, String home, String java, String flags) {
        /** As a shell reads it. */
        String text() {
            String cards =
                    Arrays.stream(Link.values()).map(PortType.VM::portName).collect(Collectors.joining(" "));
            return "SHARE=%s%nHOME_FOLDER=%s%nCARDS='%s'%nJAVA=%s%nJVM=%s%n"
                    .formatted(quoted(share), quoted(home), cards, quoted(java), quoted(flags));
        }

        private static String quoted(String text) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] script() {
        try (InputStream script = Objects.requireNonNull(Initrd.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return script.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
