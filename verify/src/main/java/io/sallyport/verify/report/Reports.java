package io.sallyport.verify.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The last reports of all modules.
 *
 * @param results each test once, by name
 * @param notes why they may not tell all: reports older than the sources, test classes without a result
 */
public record Reports(List<TestResult> results, List<String> notes) {
    /** What to do if there are none. */
    public static final String NONE = "no test has left a report: type ./sallyport test";

    private static final String FILE = "open-test-report.xml";

    public Reports {
        results = List.copyOf(results);
        notes = List.copyOf(notes);
    }

    /** Whether no module has a report. */
    public boolean isEmpty() {
        return results.isEmpty();
    }

    /**
     * Reads the reports of all modules.
     *
     * @param home the folder that holds the modules
     * @throws IOException if a file that is there cannot be read
     */
    public static Reports read(Path home) throws IOException {
        Map<String, TestResult> results = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        for (Path module : modules(home)) {
            List<Path> files = reports(module);
            List<TestResult> ofModule = new ArrayList<>();
            for (Path file : files) {
                ofModule.addAll(ReportFile.read(file));
            }
            ofModule.forEach(result -> results.merge(result.name(), result, TestResult::and));
            notes.addAll(Freshness.notes(module, files, ofModule));
        }
        return new Reports(List.copyOf(results.values()), notes);
    }

    private static List<Path> modules(Path home) throws IOException {
        try (Stream<Path> folders = Files.list(home)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static List<Path> reports(Path module) throws IOException {
        Path folder = module.resolve("target/test-reports");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(folder)) {
            return runs.map(run -> run.resolve(FILE))
                    .filter(Files::exists)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
