package io.sallyport.gate.report;

import io.sallyport.gate.verdict.BoxVerdict;
import io.sallyport.gate.verdict.Judgment;
import io.sallyport.gate.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The verdicts for scripts. Names and values are stable. */
public final class JsonReport {
    private record Answer(
            String verdict,
            long total,
            long passed,
            long failed,
            long unchecked,
            boolean machineForProduction,
            List<String> machineReasons,
            String build,
            String testsNotBelieved,
            String finished,
            double seconds,
            List<BoxLine> boxes,
            List<OtherLine> others) {}

    private record BoxLine(
            String id, String section, String text, String verdict, String ground, String reason, String evidence) {}

    private record OtherLine(String what, String figure) {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private JsonReport() {}

    /** The report as one JSON object. */
    public static String of(Account account) {
        Judgment judgment = account.judgment();
        return MAPPER.writeValueAsString(new Answer(
                judgment.word(),
                judgment.boxes().size(),
                judgment.count(Verdict.PASS),
                judgment.count(Verdict.FAIL),
                judgment.count(Verdict.UNCHECKED),
                account.machine().isEmpty(),
                account.machine(),
                account.build(),
                account.tests(),
                account.finished(),
                account.seconds(),
                judgment.boxes().stream().map(JsonReport::line).toList(),
                judgment.others().stream()
                        .map(finding -> new OtherLine(finding.what(), finding.figure()))
                        .toList()));
    }

    private static BoxLine line(BoxVerdict verdict) {
        return new BoxLine(
                verdict.box().id(),
                verdict.box().section(),
                verdict.box().text(),
                verdict.verdict().name(),
                verdict.ground().name().toLowerCase(Locale.ROOT),
                verdict.reason(),
                verdict.evidence());
    }
}
