package io.sallyport.gate.verdict;

import io.sallyport.verify.boxes.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the tests say, as far as it may be believed here.
 *
 * @param record null where there is none that is of this build
 * @param whyNot why there is none, and what to do about it; empty where there is one
 */
public record TestWord(@Nullable TestRecord record, String whyNot) {
    /**
     * Reads the record of a run of the tests.
     *
     * @param sources what the launcher calls the sources of the build that is asked about
     */
    public static TestWord read(Path file, String sources) {
        if (!Files.exists(file)) {
            return not("no whole run of them has left " + file.getFileName());
        }
        try {
            return of(TestRecord.read(file), sources);
        } catch (IOException e) {
            return not(String.valueOf(e.getMessage()));
        }
    }

    /** The same for a record that has been read. */
    static TestWord of(TestRecord record, String sources) {
        Build tested = Build.of(record.sources());
        Build asked = Build.of(sources);
        if (!asked.isSameAs(tested)) {
            return not("the last run of the tests was of other sources (%s) than this build (%s)"
                    .formatted(tested.commit(), asked.commit()));
        }
        if (!record.notes().isEmpty()) {
            return not("the reports of the tests do not tell all: " + String.join("; ", record.notes()));
        }
        return new TestWord(record, "");
    }

    /** The commit that was tested. */
    String commit() {
        return record == null ? "" : Build.of(record.sources()).commit();
    }

    private static TestWord not(String why) {
        return new TestWord(null, why + ". Type: ./sallyport test");
    }
}
