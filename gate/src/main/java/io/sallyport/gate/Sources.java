package io.sallyport.gate;

import io.sallyport.gate.verdict.RowTable;
import io.sallyport.gate.verdict.TestWord;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.verify.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build and the tests have left for the gate. */
final class Sources {
    private Sources() {}

    /** The build that runs: commit, a blank, digest of all source files; empty if the launcher has not said. */
    static String ofBuild() {
        Path file = RunFiles.home().resolve("target/dist/sources");
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestWord testWord() {
        return TestWord.read(RunFiles.home().resolve("target/boxes.json"), ofBuild());
    }

    static RowTable rows() {
        return RowTable.parse(Resource.lines(RowTable.class, "rows.txt"));
    }

    /** For a gateway on an operator's interfaces. */
    static RowTable ownRows() {
        return RowTable.parse(Resource.lines(RowTable.class, "own-rows.txt"));
    }
}
