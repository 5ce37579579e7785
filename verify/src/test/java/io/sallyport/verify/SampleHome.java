package io.sallyport.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** A folder with modules that tests have left their reports in, and what a command says about it. */
public final class SampleHome {
    /** When the reports were written. */
    public static final Instant WRITTEN = Instant.parse("2026-01-02T00:00:00Z");

    /** A command as its tests call it. */
    @FunctionalInterface
    public interface Command {
        int run(String[] arguments, Path home, PrintStream out, PrintStream err);
    }

    /** What a command said. */
    public record Said(int exitCode, String out, String err) {}

    private final Path folder;

    public SampleHome(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /** Adds a module with a report; a test is written {@code "PortsTest#frees SUCCESSFUL C4.8 C4.9"}. */
    public SampleHome module(String name, String... tests) throws IOException {
        StringBuilder xml = new StringBuilder("<events>");
        for (int id = 0; id < tests.length; id++) {
            List<String> words = List.of(tests[id].split(" ", -1));
            String[] method = words.getFirst().split("#", 2);
            xml.append("<started id='%d' name='x'><tags>".formatted(id));
            words.subList(2, words.size())
                    .forEach(tag -> xml.append("<tag>").append(tag).append("</tag>"));
            xml.append(
                    "</tags><type>TEST</type><methodSource className='io.sallyport.%s.%s' methodName='%s'/></started>"
                            .formatted(name, method[0], method[1]));
            xml.append("<finished id='%d'><result status='%s'/></finished>".formatted(id, words.get(1)));
        }
        write(name + "/pom.xml", "<project/>");
        write(
                name + "/target/test-reports/default-test/open-test-report.xml",
                xml.append("</events>").toString());
        return this;
    }

    /** Writes a file as old as the reports. */
    public Path write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
        return Files.setLastModifiedTime(path, FileTime.from(WRITTEN));
    }

    public Said run(Command command, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = command.run(arguments, folder, stream(out), stream(err));
        return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
