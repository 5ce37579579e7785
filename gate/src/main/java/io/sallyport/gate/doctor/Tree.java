package io.sallyport.gate.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of {@code /proc} and {@code /sys}, or a tree that looks like them. What is not there or cannot be read is empty: kernels differ
 * in what they show.
 *
 * @param root {@code /}, or where such a tree begins
 */
public record Tree(Path root) {
    /** The machine that this runs on. */
    public static Tree ofMachine() {
        return new Tree(Path.of("/"));
    }

    /** The text of a file without blanks around it. */
    String read(String path) {
        try {
            Path file = root.resolve(path);
            return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** A number in a file, 0 if there is none. */
    long number(String path) {
        String text = read(path);
        return text.matches("-?\\d+") ? Long.parseLong(text) : 0;
    }

    /** Lines of a file. */
    List<String> lines(String path) {
        return read(path).lines().toList();
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** Names in a folder that match, in order. */
    List<String> names(String path, String pattern) {
        Path folder = root.resolve(path);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last name of what a symbolic link leads to, empty if there is no link. */
    String linkedName(String path) {
        Path link = root.resolve(path);
        try {
            return Files.isSymbolicLink(link)
                    ? Files.readSymbolicLink(link).getFileName().toString()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
