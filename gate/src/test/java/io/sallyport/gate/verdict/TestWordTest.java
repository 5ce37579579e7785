package io.sallyport.gate.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.verify.boxes.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestWordTest {
    @TempDir
    private Path folder;

    @Test
    void isBelievedOfTheSameSourcesWhateverTheCommit() {
        TestWord word = TestWord.of(new TestRecord("0123456789ab d1", List.of(), Map.of()), "fedcba d1");

        assertThat(word.record()).isNotNull();
        assertThat(word.commit()).isEqualTo("0123456789ab");
    }

    @Test
    void isNotBelievedOfOtherSources() {
        TestWord word = TestWord.of(new TestRecord("abc d1", List.of(), Map.of()), "abc d2");

        assertThat(word.record()).isNull();
        assertThat(word.whyNot()).contains("other sources").endsWith("Type: ./sallyport test");
    }

    @Test
    void isNotBelievedIfTheBuildDoesNotSayWhatItIs() {
        assertThat(TestWord.of(new TestRecord("", List.of(), Map.of()), "").record())
                .isNull();
    }

    @Test
    void isNotBelievedIfReportsAreMissing() {
        TestWord word = TestWord.of(new TestRecord("abc d1", List.of("lab: no result of DemoIT"), Map.of()), "abc d1");

        assertThat(word.record()).isNull();
        assertThat(word.whyNot()).contains("lab: no result of DemoIT");
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws IOException {
        Path file = folder.resolve("boxes.json");
        assertThat(TestWord.read(file, "abc d1").whyNot())
                .isEqualTo("no whole run of them has left boxes.json. Type: ./sallyport test");

        Files.writeString(file, "{]");
        assertThat(TestWord.read(file, "abc d1").whyNot()).contains("is not what ./sallyport test writes");
    }
}
