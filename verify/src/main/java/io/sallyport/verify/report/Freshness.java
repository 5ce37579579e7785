package io.sallyport.verify.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the reports of a module are of the code that is there now, and of all its test classes. */
final class Freshness {
    private static final int NAMED = 3;

    private Freshness() {}

    static List<String> notes(Path module, List<Path> reports, List<TestResult> results) throws IOException {
        List<String> notes = new ArrayList<>();
        String name = String.valueOf(module.getFileName());
        if (areOlderThanSources(module, reports)) {
            notes.add(name + ": the reports are older than the sources: type ./sallyport test");
        }
        List<String> missing = classesWithoutResult(module, results);
        if (!missing.isEmpty()) {
            notes.add(name + ": no result of " + named(missing) + " in the last reports: type ./sallyport test");
        }
        return notes;
    }

    /** Sources, not classes: a build compiles anew what has not changed. */
    private static boolean areOlderThanSources(Path module, List<Path> reports) throws IOException {
        Optional<FileTime> changed = newest(filesIn(module.resolve("src"), ""));
        for (Path report : reports) {
            if (changed.isPresent() && Files.getLastModifiedTime(report).compareTo(changed.get()) < 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<FileTime> newest(List<Path> files) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : files) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times.stream().max(Comparator.naturalOrder());
    }

    private static List<String> classesWithoutResult(Path module, List<TestResult> results) throws IOException {
        Set<String> seen = results.stream()
                .map(result -> result.testClass().replaceAll("\\$.*", "").replaceAll(".*\\.", ""))
                .collect(Collectors.toSet());
        return filesIn(module.resolve("src/test/java"), ".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(type -> type.endsWith("Test") || type.endsWith("IT"))
                .filter(type -> !seen.contains(type))
                .sorted()
                .toList();
    }

    private static List<Path> filesIn(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }

    private static String named(List<String> names) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
