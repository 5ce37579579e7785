package io.sallyport.dpdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A device takes all rules or none. */
@Tag("C13.2")
class FlowRulesTest {
    private static final List<FlowRule> RULES = List.of(
            new FlowRule(FlowRule.UDP, 1024, 0xfc00, 0),
            new FlowRule(FlowRule.TCP, 1024, 0xfc00, 0),
            new FlowRule(FlowRule.UDP, 32768, 0x8000, 1),
            new FlowRule(FlowRule.TCP, 32768, 0x8000, 1));

    /** A device that says no to one rule, when asked or when told, and to a removal. */
    private static final class FakeTable implements FlowTable {
        final List<String> calls = new ArrayList<>();
        final TreeMap<Long, FlowRule> rules = new TreeMap<>();
        int refusedAsked = -1;
        int refusedTold = -1;
        long stuck = -1;
        private int asked;
        private long told;

        @Override
        public void validate(FlowRule rule) {
            calls.add("validate");
            refuse(asked++ == refusedAsked, "validating " + rule);
        }

        @Override
        public long create(FlowRule rule) {
            calls.add("create");
            refuse(told == refusedTold, "making " + rule);
            rules.put(told, rule);
            return told++;
        }

        @Override
        public void destroy(long handle) {
            refuse(handle == stuck, "removing " + handle);
            assertThat(rules.remove(handle)).isNotNull();
        }

        private static void refuse(boolean refuses, String what) {
            if (refuses) {
                throw new DpdkException(what + ": out of resources");
            }
        }
    }

    @Test
    void areAllAskedForBeforeAnyIsMade() {
        FakeTable table = new FakeTable();
        FlowRules installed = FlowRules.install(table, RULES);
        assertThat(table.rules.values()).containsExactlyElementsOf(RULES);
        assertThat(table.calls)
                .containsExactly(
                        "validate", "validate", "validate", "validate", "create", "create", "create", "create");
        assertThat(installed.installed()).isEqualTo(4);
        assertThat(installed.refusal()).isEmpty();
    }

    @Test
    void areNotMadeIfDeviceWouldNotTakeThird() {
        FakeTable table = new FakeTable();
        table.refusedAsked = 2;
        FlowRules installed = FlowRules.install(table, RULES);
        assertThat(table.calls).containsExactly("validate", "validate", "validate");
        assertThat(installed.installed()).isZero();
        assertThat(installed.refusal()).contains("validating UDP ports 32768 to 65535 to queue 1: out of resources");
    }

    @Test
    void areRemovedAgainIfDeviceDoesNotTakeThirdThoughItSaidItWould() {
        FakeTable table = new FakeTable();
        table.refusedTold = 2;
        FlowRules installed = FlowRules.install(table, RULES);
        assertThat(table.rules).isEmpty();
        assertThat(installed.installed()).isZero();
        assertThat(installed.refusal()).contains("making UDP ports 32768 to 65535 to queue 1: out of resources");
    }

    @Test
    void areRemovedAtEndEvenIfOneIsStuck() {
        FakeTable table = new FakeTable();
        table.stuck = 2;
        FlowRules installed = FlowRules.install(table, RULES);
        assertThat(installed.remove()).contains("removing 2: out of resources");
        assertThat(table.rules).containsOnlyKeys(2L);
        assertThat(installed.installed()).isZero();
        assertThat(installed.remove()).isEmpty();
    }

    @Test
    void refuseWhatIsNoBlockOfPorts() {
        assertThatThrownBy(() -> new FlowRule(FlowRule.UDP, 1025, 0xfc00, 0))
                .hasMessageContaining("port 1025 under mask 64512");
        assertThatThrownBy(() -> new FlowRule(1, 1024, 0xfc00, 0)).hasMessageContaining("allowed are protocol 6 or 17");
        assertThatThrownBy(() -> new FlowRule(FlowRule.UDP, 0, 0x10000, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FlowRule(FlowRule.UDP, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
