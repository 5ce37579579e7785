package io.sallyport.gateway.plane;

import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dataplane.ownership.Slots;
import io.sallyport.dpdk.FlowRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules by which an outside interface gives a packet to the worker that owns it: the worker's run of slots is a range of NAT
 * ports, and each of the range's blocks is a rule for TCP and one for UDP.
 *
 * <p>The destination address is not in them: it would take all rules once more for each part of a pool. What comes to another
 * address and is caught by a port is handed off to its owner, as it would be from any other queue.
 */
final class FlowPlan {
    private FlowPlan() {}

    /** The rules for so many workers, worker {@code n} having queue {@code n}; none for one worker, which owns everything. */
    static List<FlowRule> of(SlotOwners owners) {
        List<FlowRule> rules = new ArrayList<>();
        if (owners.workers() == 1) {
            return rules;
        }
        for (int worker = 0; worker < owners.workers(); worker++) {
            int first = Slots.firstPort(owners.firstSlot(worker));
            int last = Slots.firstPort(owners.lastSlot(worker) + 1) - 1;
            for (PortBlock block : PortBlock.ofRange(first, last)) {
                rules.add(new FlowRule(FlowRule.TCP, block.port(), block.mask(), worker));
                rules.add(new FlowRule(FlowRule.UDP, block.port(), block.mask(), worker));
            }
        }
        return rules;
    }
}
