package io.sallyport.gate.sabotage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.verify.boxes.Box;
import io.sallyport.verify.boxes.Checklist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FaultTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final int LEAST = 12;

    @Test
    void everyFaultFitsTheSourcesAndNamesBoxesThatThereAre() throws IOException {
        List<String> ids = Checklist.boxes().stream().map(Box::id).toList();

        assertThat(Fault.all()).hasSizeGreaterThanOrEqualTo(LEAST);
        assertThat(Fault.all()).extracting(Fault::name).doesNotHaveDuplicates();
        for (Fault fault : Fault.all()) {
            assertThat(ids).as(fault.name()).containsAll(fault.boxes());
            for (Edit edit : fault.edits()) {
                assertThat(textOf(edit)).as(fault.name()).containsOnlyOnce(edit.before());
            }
        }
    }

    @Test
    void aFaultOfSourcesIsCompiledAndPutBeforeTheProduct() {
        Fault fault = named("misses-not-counted");

        try (Overlay overlay = Overlay.of(fault, HOME)) {
            Map<String, String> environment = overlay.environment(HOME);

            assertThat(environment).containsOnlyKeys("SALLYPORT_JVM");
            String path = environment.getOrDefault("SALLYPORT_JVM", "");
            assertThat(path).startsWith("-cp /").endsWith("/target/dist/lib/*");
            Path classes = Path.of(path.substring("-cp ".length(), path.indexOf(':')));
            assertThat(classes.resolve("io/sallyport/dataplane/stage/Sessions.class"))
                    .exists();
            assertThat(overlay.change("workers: {count: 4}")).isEqualTo("workers: {count: 4}");
        }
    }

    @Test
    void aFaultOfTheConfigurationNeedsNoClasses() {
        try (Overlay overlay = Overlay.of(named("one-worker"), HOME)) {
            assertThat(overlay.environment(HOME)).isEmpty();
            assertThat(overlay.change("mode: lab\nworkers: {count: 4}\n"))
                    .isEqualTo("mode: lab\nworkers: {count: 1}\n");
        }
    }

    @Test
    void refusesAListThatIsNotOne() {
        assertThatThrownBy(() -> Fault.parse(List.of("fault x", "does y", "told z")))
                .hasMessageContaining("line 3 of the list of faults is 'told z'; it should begin with 'fails '");
    }

    private static Fault named(String name) {
        return Fault.all().stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String textOf(Edit edit) throws IOException {
        return edit.isOfConfiguration()
                ? Files.readString(HOME.resolve("examples/lab.yaml"))
                : Files.readString(HOME.resolve(
                        "%1$s/src/main/java/io/sallyport/%1$s/%2$s".formatted(edit.module(), edit.file())));
    }
}
