package io.sallyport.verify.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.SampleHome;
import io.sallyport.verify.SampleHome.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BoxesCommandTest {
    @TempDir
    private Path folder;

    private SampleHome home;

    @BeforeEach
    void home() {
        home = new SampleHome(folder);
    }

    private Said boxes(String... arguments) {
        return home.run(BoxesCommand::run, arguments);
    }

    @Test
    void listsEveryBoxWithWhatItsTestsSay() throws IOException {
        home.module(
                "dataplane",
                "PortsTest#frees SUCCESSFUL C4.8",
                "PortsTest#keeps SUCCESSFUL C4.8 C4.9",
                "PortsTest#times ABORTED C4.9",
                "PortsTest#grows FAILED C4.8 C4.7");

        Said said = boxes();

        assertThat(said.out().lines().filter(line -> line.startsWith("C"))).hasSize(110);
        assertThat(said.out().lines())
                .contains("4 Session tables and state")
                .anyMatch(line -> line.matches("C4\\.6 .* 0  none"))
                .anyMatch(line -> line.matches("C4\\.7 .* 1  FAIL"))
                .anyMatch(line -> line.matches("C4\\.8 .* 3  FAIL"))
                .anyMatch(line -> line.matches("C4\\.9 .* 2  skipped"))
                .last()
                .isEqualTo("boxes: 0 of 110 shown by tests; 2 failed");
        assertThat(said.out()).doesNotContain("PortsTest");
    }

    @Test
    void passingTestsShowABox() throws IOException {
        home.module("dataplane", "PortsTest#frees SUCCESSFUL C4.8", "PortsTest#keeps SUCCESSFUL C4.8");

        assertThat(boxes().out().lines())
                .anyMatch(line -> line.matches("C4\\.8 .* 2  PASS"))
                .last()
                .isEqualTo("boxes: 1 of 110 shown by tests; 0 failed");
        assertThat(boxes()).extracting(Said::exitCode, Said::err).containsExactly(0, "");
    }

    @Test
    void failedTestOfNoBoxIsNamedAndRefusedToo() throws IOException {
        home.module("dataplane", "PortsTest#frees SUCCESSFUL C4.8", "PortsTest#grows FAILED");

        assertThat(boxes().exitCode()).isEqualTo(1);
        assertThat(boxes().err()).isEqualTo("sallyport: failed: dataplane.PortsTest#grows\n");
        assertThat(boxes("--sections", "4").exitCode()).isZero();
    }

    @Test
    void tagThatIsNoBoxIsRefused() throws IOException {
        home.module("dataplane", "PortsTest#frees SUCCESSFUL C4.10 C4.8 slow");

        assertThat(boxes().exitCode()).isEqualTo(1);
        assertThat(boxes().err()).isEqualTo("sallyport: a test is tagged C4.10, and no box has this id\n");
    }

    @Test
    void namesTheTestsOfEachBox() throws IOException {
        home.module("dataplane", "PortsTest#frees SUCCESSFUL C4.8", "PortsTest#keeps FAILED C4.8");

        assertThat(boxes("--tests").out())
                .containsPattern(
                        "C4\\.8 .*\n +dataplane\\.PortsTest#frees\n +dataplane\\.PortsTest#keeps FAILED\nC4\\.9");
    }

    @Test
    void showsOnlyTheSectionsThatWereAskedFor() throws IOException {
        home.module("dataplane", "PortsTest#frees SUCCESSFUL C4.8");

        Said said = boxes("--sections", "1,4");

        assertThat(said.out()).contains("C1.10 ", "C4.9 ").doesNotContain("C0.1 ", "C2.1 ", "C10.1 ", "C14.1");
        assertThat(said.out()).endsWith("boxes: 1 of 19 shown by tests; 0 failed\n");
    }

    @Test
    void requiredSectionNeedsAPassingTestForEachBox() throws IOException {
        home.module(
                "dataplane",
                "FilterTest#drops SUCCESSFUL C6.1 C6.2 C6.3 C6.4",
                "FilterTest#full ABORTED C6.5",
                "FilterTest#other SUCCESSFUL C6.1");

        assertThat(boxes().exitCode()).isZero();
        assertThat(boxes("--require", "6").exitCode()).isEqualTo(1);
        assertThat(boxes("--require", "6", "--sections", "1").err())
                .isEqualTo("sallyport: required, and not shown: C6.5 EI (full cone) is disabled unless configured"
                        + " explicitly\n");
        home.module("dataplane", "FilterTest#drops SUCCESSFUL C6.1 C6.2 C6.3 C6.4 C6.5");
        assertThat(boxes("--require", "6").exitCode()).isZero();
    }

    @Test
    void answersScriptsInJson() throws IOException {
        home.module("dataplane", "PortsTest#frees SUCCESSFUL C4.8", "PortsTest#keeps FAILED C4.7");

        Said said = boxes("--json");
        JsonNode answer = JsonMapper.shared().readTree(said.out());

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(answer.get("total").asInt()).isEqualTo(110);
        assertThat(answer.get("shown").asInt()).isEqualTo(1);
        assertThat(answer.get("failed").asInt()).isEqualTo(1);
        assertThat(answer.get("findings").get(0).asString()).isEqualTo("failed: dataplane.PortsTest#keeps");
        JsonNode box = answer.get("boxes")
                .valueStream()
                .filter(it -> it.get("id").asString().equals("C4.8"))
                .findFirst()
                .orElseThrow();
        assertThat(box.get("result").asString()).isEqualTo("pass");
        assertThat(box.get("section").asString()).isEqualTo("4 Session tables and state");
        assertThat(box.get("tests").get(0).get("name").asString()).isEqualTo("dataplane.PortsTest#frees");
        assertThat(box.get("tests").get(0).get("outcome").asString()).isEqualTo("passed");
    }

    @Test
    void summaryIsOneLine() throws IOException {
        home.module("dataplane", "PortsTest#frees SUCCESSFUL C4.8");

        assertThat(boxes("--summary").out()).isEqualTo("boxes: 1 of 110 shown by tests; 0 failed\n");
    }

    @Test
    void withoutReportsItSaysHowToGetThem() {
        assertThat(boxes()).isEqualTo(new Said(3, "", "sallyport: no test has left a report: type ./sallyport test\n"));
    }

    @Test
    void testClassesWithoutResultAreTold() throws IOException {
        home.module("dataplane", "PortsTest#frees SUCCESSFUL C4.8");
        home.write("dataplane/src/test/java/NewTest.java", "");

        assertThat(boxes().err()).contains("dataplane: no result of NewTest");
    }

    @Test
    void sectionThatIsNoneIsWrongUse() throws IOException {
        home.module("dataplane", "PortsTest#frees SUCCESSFUL C4.8");

        assertThat(boxes("--require", "15").exitCode()).isEqualTo(2);
        assertThat(boxes("--sections", "15").err()).startsWith("--sections: found 15, sections are 0 to 14");
        assertThat(boxes("--sections", "four").exitCode()).isEqualTo(2);
        assertThat(boxes("--all").exitCode()).isEqualTo(2);
    }

    @Test
    void recordsWhatTestsSayOfEachBoxForTheGate() throws IOException {
        home.module(
                "dataplane",
                "PortsTest#frees SUCCESSFUL C4.8",
                "PortsTest#times ABORTED C4.9",
                "PortsTest#keeps SUCCESSFUL C4.8 C4.9",
                "PortsTest#grows FAILED C4.7");
        Path file = folder.resolve("boxes.json");

        boxes("--summary", "--record", file.toString(), "--sources", "abc d1");

        TestRecord record = TestRecord.read(file);
        assertThat(record.sources()).isEqualTo("abc d1");
        assertThat(record.boxes()).containsOnlyKeys("C4.7", "C4.8", "C4.9");
        assertThat(record.boxes())
                .containsEntry("C4.8", new TestRecord.OfBox(2, List.of(), List.of(), "dataplane.PortsTest#frees"))
                .containsEntry(
                        "C4.9",
                        new TestRecord.OfBox(
                                1, List.of(), List.of("dataplane.PortsTest#times"), "dataplane.PortsTest#keeps"))
                .containsEntry("C4.7", new TestRecord.OfBox(0, List.of("dataplane.PortsTest#grows"), List.of(), ""));
    }
}
