package io.sallyport.gate.verdict;

import io.sallyport.lab.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was found on a gateway in a virtual machine, as a file that outlives the run.
 *
 * @param sources what the launcher calls the sources of that gateway: the commit, a blank, the digest of its source files
 * @param finished when, as ISO 8601 has it
 * @param machine what the machine was, in a few words
 * @param findings all that was found
 */
public record MachineRecord(String sources, String finished, String machine, List<Finding> findings) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public MachineRecord {
        findings = List.copyOf(findings);
    }

    /**
     * Reads such a file.
     *
     * @throws IOException if it cannot be read, or is no such file
     */
    static MachineRecord read(Path file) throws IOException {
        try {
            return MAPPER.readValue(Files.readString(file), MachineRecord.class);
        } catch (JacksonException e) {
            throw new IOException(
                    "%s is not what ./sallyport verify vm writes: %s".formatted(file, e.getOriginalMessage()));
        }
    }

    /** Writes such a file. */
    public void write(Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(this) + System.lineSeparator());
    }
}
