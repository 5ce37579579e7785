package io.sallyport.gateway.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dpdk.FlowRule;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Flow rules bring each NAT port to its owner, whatever the number of workers. */
@Tag("C13.2")
final class FlowPlanTest {
    private static final PrintStream OUT = System.out;
    private static final int PORTS = 1 << 16;
    private static final int NOBODY = -1;

    @Test
    @Tag("C1.10")
    void eachPortFrom1024OnMatchesOneRuleAndThatLeadsToItsOwner() {
        for (int workers = 2; workers <= Slots.COUNT; workers++) {
            SlotOwners owners = new SlotOwners(workers);
            for (int protocol : new int[] {FlowRule.TCP, FlowRule.UDP}) {
                int[] queues = matches(FlowPlan.of(owners), protocol);
                for (int port = 0; port < PORTS; port++) {
                    int slot = Slots.slotOfNatPort(port);
                    int expected = slot == Slots.STATIC_BLOCK ? NOBODY : owners.owner(slot);
                    assertThat(queues[port])
                            .as("%d workers, protocol %d, port %d", workers, protocol, port)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void rulesAreFew() {
        int most = 0;
        for (int workers = 2; workers <= Slots.COUNT; workers++) {
            int rules = FlowPlan.of(new SlotOwners(workers)).size();
            assertThat(rules).as("%d workers", workers).isLessThanOrEqualTo(2 * Slots.COUNT);
            most = Math.max(most, rules);
        }
        OUT.printf(
                "flow rules: 2 workers %d, 4 workers %d, 8 workers %d, most %d%n",
                FlowPlan.of(new SlotOwners(2)).size(),
                FlowPlan.of(new SlotOwners(4)).size(),
                FlowPlan.of(new SlotOwners(8)).size(),
                most);
    }

    @Test
    void oneWorkerNeedsNone() {
        assertThat(FlowPlan.of(new SlotOwners(1))).isEmpty();
    }

    @Test
    void anyRangeIsCutIntoBlocksThatHoldItAndNothingElse() {
        long seed = System.nanoTime();
        OUT.println("ranges of ports: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int turn = 0; turn < 20_000; turn++) {
            int first = turn == 0 ? 0 : random.nextInt(PORTS);
            int last = turn < 2 ? PORTS - 1 : random.nextInt(first, PORTS);
            int next = first;
            for (PortBlock block : PortBlock.ofRange(first, last)) {
                assertThat(block.port())
                        .as("%d to %d, seed %d", first, last, seed)
                        .isEqualTo(next);
                assertThat(block.port() & ~block.mask()).isZero();
                next = block.last() + 1;
            }
            assertThat(next).as("%d to %d, seed %d", first, last, seed).isEqualTo(last + 1);
        }
    }

    /** The queue that rules of a protocol give each port, after making sure that no two rules match the same port. */
    private static int[] matches(List<FlowRule> rules, int protocol) {
        int[] queues = new int[PORTS];
        Arrays.fill(queues, NOBODY);
        for (FlowRule rule : rules) {
            for (int port = 0; port < PORTS && rule.protocol() == protocol; port++) {
                if ((port & rule.mask()) == rule.port()) {
                    assertThat(queues[port]).as("%s, port %d", rule, port).isEqualTo(NOBODY);
                    queues[port] = rule.queue();
                }
            }
        }
        return queues;
    }
}
