package io.sallyport.gate.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.verify.Resource;
import io.sallyport.verify.boxes.Box;
import io.sallyport.verify.boxes.Checklist;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"rows.txt", "own-rows.txt"})
    void namesOnlyBoxesThatThereAre(String file) {
        List<String> ids = Checklist.boxes().stream().map(Box::id).toList();

        RowTable table = RowTable.parse(Resource.lines(RowTable.class, file));

        assertThat(table.rows()).isNotEmpty();
        assertThat(table.unprobed()).contains("only tests can show it");
        assertThat(ids).containsAll(table.beyond().keySet());
        assertThat(table.rows()).allSatisfy(row -> assertThat(ids).containsAll(row.boxes()));
    }

    @Test
    void readsBoxesNamesAndWhatMayBeMissing() {
        RowTable table =
                RowTable.parse(List.of("[one]", "C1.1 C2.10 = a.*", "? C1.2 = b", "= c", "! C9.9 = it takes a card"));

        assertThat(table.beyond()).containsExactly(Map.entry("C9.9", "it takes a card"));
        assertThat(table.rows()).extracting(Row::story).containsOnly("one");
        assertThat(table.rows())
                .extracting(Row::boxes)
                .containsExactly(List.of("C1.1", "C2.10"), List.of("C1.2"), List.of());
        assertThat(table.rows()).extracting(Row::optional).containsExactly(false, true, false);
    }

    @Test
    void refusesALineThatIsNeither() {
        assertThatThrownBy(() -> RowTable.parse(List.of("C1.1 pings")))
                .hasMessageContaining("found 'C1.1 pings', want '[story]' or");
    }
}
