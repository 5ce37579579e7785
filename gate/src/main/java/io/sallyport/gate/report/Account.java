package io.sallyport.gate.report;

import io.sallyport.gate.verdict.Judgment;
import java.util.List;

/**
 * All that one run of the gate has to tell.
 *
 * @param judgment on the software
 * @param machine why this machine is not one for production; empty if nothing speaks against it
 * @param build commit of the build that ran, empty if it is not known
 * @param tests why the report of the tests was not believed; empty if it was
 * @param finished when, as ISO 8601 has it
 * @param seconds how long it took
 */
public record Account(
        Judgment judgment, List<String> machine, String build, String tests, String finished, double seconds) {
    /** What a machine is called that something speaks against. */
    public static final String NOT_FOR_PRODUCTION = "NOT FOR PRODUCTION ON THIS MACHINE";

    public Account {
        machine = List.copyOf(machine);
    }
}
