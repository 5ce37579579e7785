package io.sallyport.verify.conformance;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** {@code docs/conformance.md}: the same text for the same requirements and the same passing tests. */
final class ConformanceDocument {
    private static final String HEADER = """
            # Conformance with the RFCs on NAT

            Written by `./sallyport verify conformance`, do not edit: the requirements and verdicts stand in
            `verify/src/main/resources/io/sallyport/verify/conformance/requirements.txt`, the tests are those that carry the requirement's id
            as a tag and passed when all tests last ran. The command fails if a requirement that is said to be met has no such test.

            *Dependent* is endpoint-dependent mapping, the default; *independent* is `mapping: endpoint-independent`. A verdict is about the
            defaults of that mode. *n/a*: about something that Sallyport has not, or leave to do what Sallyport does not do. The words are ours, the RFC's
            count. Letters that an RFC does not have (as in `RFC7857-2.1a`) are ours too, one for each thing asked for.
            """;

    private ConformanceDocument() {}

    static String of(List<Rfc> rfcs, Evidence evidence) {
        StringBuilder out = new StringBuilder(HEADER);
        overview(rfcs, out);
        for (Rfc rfc : rfcs) {
            section(rfc, evidence, out);
        }
        return out.toString();
    }

    private static void overview(List<Rfc> rfcs, StringBuilder out) {
        out.append("\n| MUST and SHOULD | dependent: met | not met | independent: met | not met |\n");
        out.append("| --- | --- | --- | --- | --- |\n");
        for (Rfc rfc : rfcs) {
            out.append("| %s | %d | %d | %d | %d |\n"
                    .formatted(
                            spaced(rfc.id()),
                            count(rfc, Requirement::dependent, Verdict.MET),
                            count(rfc, Requirement::dependent, Verdict.NOT_MET),
                            count(rfc, Requirement::independent, Verdict.MET),
                            count(rfc, Requirement::independent, Verdict.NOT_MET)));
        }
    }

    private static long count(Rfc rfc, Function<Requirement, Verdict> mode, Verdict verdict) {
        return rfc.requirements().stream()
                .filter(it -> it.level() != Level.MAY && mode.apply(it) == verdict)
                .count();
    }

    private static String spaced(String rfc) {
        return rfc.replace("RFC", "RFC ");
    }

    private static void section(Rfc rfc, Evidence evidence, StringBuilder out) {
        out.append("\n## %s: %s\n\n".formatted(spaced(rfc.id()), rfc.title()));
        out.append("| id | level | asks for | dependent | independent | remark | shown by |\n");
        out.append("| --- | --- | --- | --- | --- | --- | --- |\n");
        for (Requirement it : rfc.requirements()) {
            out.append("| %s | %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            it.id(),
                            it.level(),
                            it.text(),
                            emphasized(it.dependent()),
                            emphasized(it.independent()),
                            it.remark(),
                            tests(it, evidence)));
        }
    }

    private static String emphasized(Verdict verdict) {
        return verdict == Verdict.NOT_MET ? "**" + verdict + "**" : verdict.toString();
    }

    private static String tests(Requirement requirement, Evidence evidence) {
        Set<String> tests = evidence.shows(requirement);
        if (tests.isEmpty()) {
            return requirement.isMetInAnyMode() ? "**no test**" : "";
        }
        return "`" + String.join("`<br>`", tests) + "`";
    }
}
