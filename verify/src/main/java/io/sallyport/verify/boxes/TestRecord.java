package io.sallyport.verify.boxes;

import io.sallyport.verify.boxes.BoxState.Result;
import io.sallyport.verify.report.Outcome;
import io.sallyport.verify.report.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run of the tests has shown of each box, as a small file that outlives the reports it comes from.
 *
 * @param sources what the launcher calls the sources that were tested: the commit, a blank, the digest of all source files
 * @param notes why the reports may not tell all; empty after a whole run
 * @param boxes by id; a box that no test carries is not in it
 */
public record TestRecord(String sources, List<String> notes, Map<String, OfBox> boxes) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public TestRecord {
        notes = List.copyOf(notes);
        boxes = Map.copyOf(boxes);
    }

    /**
     * The tests of one box.
     *
     * @param passed how many passed
     * @param failed names of those that failed
     * @param skipped names of those that were skipped
     * @param example name of one that passed, empty if none did
     */
    public record OfBox(int passed, List<String> failed, List<String> skipped, String example) {
        public OfBox {
            failed = List.copyOf(failed);
            skipped = List.copyOf(skipped);
        }
    }

    static TestRecord of(String sources, BoxesReport report) {
        Map<String, OfBox> boxes = new LinkedHashMap<>();
        for (BoxState state : report.boxes()) {
            if (state.result() != Result.NONE) {
                List<String> passed = named(state, Outcome.PASSED);
                boxes.put(
                        state.box().id(),
                        new OfBox(
                                passed.size(),
                                named(state, Outcome.FAILED),
                                named(state, Outcome.SKIPPED),
                                passed.isEmpty() ? "" : passed.getFirst()));
            }
        }
        return new TestRecord(sources, report.notes(), boxes);
    }

    /**
     * Reads such a file.
     *
     * @throws IOException if it cannot be read, or is no such file
     */
    public static TestRecord read(Path file) throws IOException {
        try {
            return MAPPER.readValue(Files.readString(file), TestRecord.class);
        } catch (JacksonException e) {
            throw new IOException("%s is not what ./sallyport test writes: %s".formatted(file, e.getOriginalMessage()));
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(this));
    }

    private static List<String> named(BoxState state, Outcome outcome) {
        return state.tests().stream()
                .filter(test -> test.outcome() == outcome)
                .map(TestResult::name)
                .toList();
    }
}
