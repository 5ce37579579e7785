package io.sallyport.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFileTest {
    @Test
    void takesNameTagsAndOutcomeOfATest() throws Exception {
        TestResult test = result("dataplane.PortsTest#freesPort");

        assertThat(test.testClass()).isEqualTo("io.sallyport.dataplane.PortsTest");
        assertThat(test.tags()).containsExactlyInAnyOrder("C4.8", "RFC4787-REQ-4");
        assertThat(test.outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void oneFailedInvocationFailsTheTest() throws Exception {
        assertThat(result("dataplane.PortsTest#keepsParity").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void assumptionThatDoesNotHoldSkipsTheTest() throws Exception {
        assertThat(result("dataplane.PortsTest#needsRoot").outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void classThatIsLeftOutCountsAsSkippedTest() throws Exception {
        TestResult test = result("dataplane.LeftOutTest");

        assertThat(test.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(test.tags()).containsExactly("C9.1");
    }

    @Test
    void classThatBreaksBeforeItsTestsCountsAsFailedTest() throws Exception {
        TestResult test = result("dataplane.SetUpTest");

        assertThat(test.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(test.tags()).containsExactly("C9.2");
    }

    @Test
    void ruleInAFieldHasTheNameOfTheField() throws Exception {
        assertThat(result("lab.RulesTest#noLock").tags()).containsExactly("C0.5");
    }

    @Test
    void containersThatPassAreNoTests() throws Exception {
        assertThat(ReportFile.read(sample())).hasSize(6);
    }

    @Test
    void whatWasRunningWhenTheReportBreaksOffHasFailed(@TempDir Path folder) throws Exception {
        String whole = Files.readString(sample());
        Path cut =
                Files.writeString(folder.resolve("cut.xml"), whole.substring(0, whole.indexOf("<e:finished id=\"6\"")));

        List<TestResult> results = ReportFile.read(cut);

        assertThat(results).filteredOn(it -> it.outcome() == Outcome.PASSED).hasSize(1);
        assertThat(results).extracting(TestResult::name).contains(cut + " (cut off)", "dataplane.PortsTest");
        assertThat(results)
                .filteredOn(it -> it.name().startsWith("dataplane.PortsTest")
                        && !it.name().contains("freesPort"))
                .allMatch(it -> it.outcome() == Outcome.FAILED);
    }

    private static TestResult result(String name) throws IOException, URISyntaxException {
        List<TestResult> named = ReportFile.read(sample()).stream()
                .filter(it -> it.name().equals(name))
                .toList();
        assertThat(named).as(name).hasSize(1);
        return named.getFirst();
    }

    private static Path sample() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ReportFileTest.class.getResource("report.xml"))
                .toURI());
    }
}
