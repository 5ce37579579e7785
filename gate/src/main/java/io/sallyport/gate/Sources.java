package io.sallyport.gate;

import io.sallyport.gate.verdict.MachineWord;
import io.sallyport.gate.verdict.RowTable;
import io.sallyport.gate.verdict.TestWord;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.verify.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the build and the tests have left for the gate. */
final class Sources {
    private static final String KEPT = "docs/virtual-machine-report.json";

    private Sources() {}

    /** The build that runs: commit, a blank, digest of all source files; empty if the launcher has not said. */
    static String ofBuild() {
        return said("sources");
    }

    private static String said(String name) {
        Path file = RunFiles.home().resolve("target/dist").resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestWord testWord() {
        return TestWord.read(RunFiles.home().resolve("target/boxes.json"), ofBuild());
    }

    /** The same for the modules that the gateway is made of. */
    static String ofGateway() {
        return said("gateway-sources");
    }

    /** What {@code ./sallyport verify vm} has left here, or else what came with the sources. */
    static MachineWord machineWord() {
        return MachineWord.read(List.of(machineRecord(), RunFiles.home().resolve(KEPT)), ofGateway());
    }

    static Path machineRecord() {
        return RunFiles.home().resolve("target/virtual-machine.json");
    }

    static RowTable rows() {
        return RowTable.parse(Resource.lines(RowTable.class, "rows.txt"));
    }

    /** What only a machine with network cards can settle. */
    static RowTable machineRows() {
        return RowTable.parse(Resource.lines(RowTable.class, "machine-rows.txt"));
    }

    /** For a gateway on an operator's interfaces. */
    static RowTable ownRows() {
        return RowTable.parse(Resource.lines(RowTable.class, "own-rows.txt"));
    }
}
