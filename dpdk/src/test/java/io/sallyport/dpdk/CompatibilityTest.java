package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
    @Test
    void findsConstantsOfMbufAndRingInInstalledHeaders() {
        assertThat(Compatibility.layout()).hasSizeGreaterThan(20);
        assertThat(Compatibility.refusal()).isEmpty();
        assertThat(Eal.version()).startsWith("DPDK 2");
    }

    @Test
    void refusesOtherLayoutAndNamesWhatDiffers() {
        Map<String, Integer> wrong = Map.of("rte_mbuf.next", 8, "rte_mbuf", Mbuf.SIZE);
        assertThat(Compatibility.layoutRefusal(wrong))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("rte_mbuf.next is 64, not 8")
                        .doesNotContain("is 128"));
    }

    @Test
    void saysThatShimIsOfAnotherBuildWhereItLacksConstant() {
        assertThatThrownBy(() -> Shim.constant("rte_nothing"))
                .isInstanceOf(DpdkException.class)
                .hasMessageContaining("rte_nothing")
                .hasMessageContaining("rebuild");
    }

    @Test
    void saysThatDpdkLacksFunctionOnlyWhenItIsCalled() {
        Call absent = Call.returningInt("rte_function_of_next_year");
        assertThatThrownBy(absent::integer)
                .isInstanceOf(DpdkException.class)
                .hasMessage("the installed DPDK has no function rte_function_of_next_year");
    }
}
