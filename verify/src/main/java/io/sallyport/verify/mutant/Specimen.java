package io.sallyport.verify.mutant;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A mutant's classes, compiled to a folder: put before the product's own on a class path, they take their place. */
public final class Specimen {
    private Specimen() {}

    /**
     * Compiles a mutant.
     *
     * @param module that its file is in, like {@code dataplane}
     * @param home the folder that the modules stand in
     * @param folder an empty one, for source and classes
     * @return the folder with the classes
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if the mutant does not fit the sources, or is no Java
     */
    public static Path compile(Mutant mutant, String module, Path home, Path folder) throws IOException {
        Path original = home.resolve(Path.of(module, "src", "main", "java", "io", "sallyport", module))
                .resolve(mutant.file());
        if (!Files.exists(original)) {
            throw new IllegalArgumentException("mutant %s: there is no file %s; run it where the sources are"
                    .formatted(mutant.name(), original.toAbsolutePath()));
        }
        Path source = folder.resolve(original.getFileName());
        Files.writeString(source, mutant.applyTo(Files.readString(original)));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compileFile(mutant, source, classes);
        return classes;
    }

    private static void compileFile(Mutant mutant, Path source, Path classes) {
        JavaCompiler compiler = Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
                .orElseThrow(() -> new IllegalArgumentException("this Java has no compiler; a whole JDK 25 is needed"));
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-nowarn", "-proc:none", "-implicit:none", "-d", classes.toString(), "-cp", classPath());
        boolean good = compiler.getTask(
                        messages,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();
        if (!good) {
            throw new IllegalArgumentException("mutant %s is no Java:%n%s".formatted(mutant.name(), messages));
        }
    }

    /** Everything that this process runs with, as a class path. */
    static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(key -> System.getProperty(key, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
