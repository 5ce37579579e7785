package io.sallyport.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.SampleHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportsTest {
    @TempDir
    private Path folder;

    private SampleHome home;

    @BeforeEach
    void home() {
        home = new SampleHome(folder);
    }

    @Test
    void holdsTheResultsOfAllModulesByName() throws IOException {
        home.module("lab", "DemoIT#holds SUCCESSFUL").module("dpdk", "RingTest#fills SUCCESSFUL");

        assertThat(Reports.read(folder).results())
                .extracting(TestResult::name)
                .containsExactly("dpdk.RingTest#fills", "lab.DemoIT#holds");
    }

    @Test
    void twoRunsOfATestAreOneWithTheWorseOutcome() throws IOException {
        home.module("dpdk", "RingTest#fills SUCCESSFUL C1.1");
        Files.createDirectories(folder.resolve("dpdk/target/test-reports/again"));
        Path again = home.write(
                "dpdk/target/test-reports/again/open-test-report.xml",
                Files.readString(folder.resolve("dpdk/target/test-reports/default-test/open-test-report.xml"))
                        .replace("SUCCESSFUL", "FAILED")
                        .replace("C1.1", "C1.2"));

        assertThat(again).exists();
        assertThat(Reports.read(folder).results()).singleElement().satisfies(test -> {
            assertThat(test.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(test.tags()).containsExactlyInAnyOrder("C1.1", "C1.2");
        });
    }

    @Test
    void foldersThatAreNoModulesAreNotLookedAt() throws IOException {
        home.module("old", "RingTest#fills SUCCESSFUL");
        Files.delete(folder.resolve("old/pom.xml"));

        assertThat(Reports.read(folder).isEmpty()).isTrue();
    }

    @Test
    void saysWhichReportsAreOlderThanTheirSources() throws IOException {
        home.module("dpdk", "RingTest#fills SUCCESSFUL").module("lab", "DemoIT#holds SUCCESSFUL");
        home.write("dpdk/src/main/java/io/Ring.java", "");
        Path changed = home.write("lab/src/test/java/io/DemoIT.java", "");
        Files.setLastModifiedTime(changed, FileTime.from(SampleHome.WRITTEN.plusSeconds(1)));

        assertThat(Reports.read(folder).notes())
                .containsExactly("lab: the reports are older than the sources: type ./sallyport test");
    }

    @Test
    void saysWhichTestClassesHaveNoResult() throws IOException {
        home.module("dpdk", "RingTest#fills SUCCESSFUL", "OuterTest$Inner#holds SUCCESSFUL");
        for (String type : new String[] {"RingTest", "OuterTest", "AIT", "BTest", "CTest", "DTest", "Fixture"}) {
            home.write("dpdk/src/test/java/io/" + type + ".java", "");
        }

        assertThat(Reports.read(folder).notes())
                .containsExactly(
                        "dpdk: no result of AIT, BTest, CTest and 1 more in the last reports: type ./sallyport test");
    }

    @Test
    void modulesWithTestsAndWithoutAnyReportAreNamed() throws IOException {
        home.write("api/pom.xml", "<project/>");
        home.write("api/src/test/java/AnswerTest.java", "");

        assertThat(Reports.read(folder).isEmpty()).isTrue();
        assertThat(Reports.read(folder).notes())
                .containsExactly("api: no result of AnswerTest in the last reports: type ./sallyport test");
    }
}
