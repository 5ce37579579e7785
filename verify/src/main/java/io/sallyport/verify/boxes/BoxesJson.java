package io.sallyport.verify.boxes;

import io.sallyport.verify.boxes.BoxState.Result;
import io.sallyport.verify.report.TestResult;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Boxes for scripts. Names and values are stable. */
final class BoxesJson {
    private record Answer(
            long total, long shown, long failed, List<BoxLine> boxes, List<String> findings, List<String> notes) {}

    private record BoxLine(String id, String section, String text, String result, List<TestLine> tests) {}

    private record TestLine(String name, String outcome) {}

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private BoxesJson() {}

    static String of(BoxesReport report, Set<Integer> required) {
        return MAPPER.writeValueAsString(new Answer(
                report.boxes().size(),
                report.count(Result.PASS),
                report.count(Result.FAIL),
                report.boxes().stream().map(BoxesJson::line).toList(),
                report.findings(required),
                report.notes()));
    }

    private static BoxLine line(BoxState state) {
        return new BoxLine(
                state.box().id(),
                state.box().section(),
                state.box().text(),
                lower(state.result().name()),
                state.tests().stream().map(BoxesJson::line).toList());
    }

    private static TestLine line(TestResult test) {
        return new TestLine(test.name(), lower(test.outcome().name()));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
