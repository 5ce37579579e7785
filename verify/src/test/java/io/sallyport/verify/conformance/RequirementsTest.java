package io.sallyport.verify.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequirementsTest {
    private static final String HEADING = "[RFC1] One";
    private static final String GOOD = "RFC1-REQ-2a | SHOULD | Do so | not met | n/a | We do not";

    /** How many numbered requirements each RFC has. */
    private static final Map<String, Integer> NUMBERED =
            Map.of("RFC4787", 14, "RFC5382", 10, "RFC5508", 11, "RFC6888", 15);

    @Test
    void hasEveryRequirementOfTheRfcs() {
        for (Rfc rfc : Requirements.all()) {
            List<String> ids = rfc.requirements().stream().map(Requirement::id).toList();
            IntStream.rangeClosed(1, NUMBERED.getOrDefault(rfc.id(), 0))
                    .forEach(number ->
                            assertThat(ids).anyMatch(id -> id.matches(rfc.id() + "-REQ-" + number + "[a-z]?")));
        }
        assertThat(Requirements.all())
                .extracting(Rfc::id)
                .containsExactly("RFC4787", "RFC5382", "RFC5508", "RFC7857", "RFC6888");
    }

    @Test
    void hasEverySectionOfRfc7857ThatAsksForSomething() {
        assertThat(Requirements.all().get(3).requirements())
                .extracting(Requirement::id)
                .contains(IntStream.rangeClosed(2, 12)
                        .mapToObj(section -> "RFC7857-" + section)
                        .toArray(String[]::new))
                .contains("RFC7857-2.1", "RFC7857-2.2", "RFC7857-7.1");
    }

    @Test
    void endpointDependentMappingIsSaidToViolateWhatItViolates() {
        Set<String> violated = Set.of("RFC4787-REQ-1", "RFC4787-REQ-3", "RFC5382-REQ-1", "RFC5382-REQ-7");

        assertThat(Requirements.all().stream().flatMap(rfc -> rfc.requirements().stream()))
                .filteredOn(it -> violated.contains(it.id()))
                .hasSize(violated.size())
                .allSatisfy(it -> {
                    assertThat(it.dependent()).isEqualTo(Verdict.NOT_MET);
                    assertThat(it.independent()).isEqualTo(Verdict.MET);
                });
    }

    @Test
    void readsALine() {
        assertThat(Requirements.parse(List.of(HEADING, GOOD)))
                .containsExactly(new Rfc(
                        "RFC1",
                        "One",
                        List.of(new Requirement(
                                "RFC1-REQ-2a",
                                Level.SHOULD,
                                "Do so",
                                Verdict.NOT_MET,
                                Verdict.NOT_APPLICABLE,
                                "We do not"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SHOULD;OUGHT;a level",
                "n/a;maybe;verdicts",
                "RFC1-;REQ-;an id like",
                "RFC1-;RFC2-;below the heading",
                "| We do not;;id | level",
                "We do not;' ';a remark"
            })
    void saysWhatIsWrongWithALine(String from, String to, String wanted) {
        String bad = GOOD.replace(from, to == null ? "" : to);

        assertThatThrownBy(() -> Requirements.parse(List.of(HEADING, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + bad + "'")
                .hasMessageContaining(wanted);
    }

    @Test
    void idMayStandOnceOnly() {
        assertThatThrownBy(() -> Requirements.parse(List.of(HEADING, GOOD, GOOD)))
                .hasMessageContaining("an id that no other line has");
    }
}
