package io.sallyport.gateway.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * What DPDK is started with.
 *
 * @param eal further EAL arguments, passed on as they are
 * @param hugepages whether packet and session memory is in hugepages
 * @param mbufs packet buffers in all; empty is {@code auto}, computed from workers, interfaces and queues
 * @param flowRules whether outside interfaces are given rules that bring packets to their owner
 */
public record DpdkConfig(List<String> eal, Hugepages hugepages, OptionalInt mbufs, FlowRules flowRules) {
    public DpdkConfig {
        eal = List.copyOf(eal);
    }

    /** Whether to use hugepages. */
    public enum Hugepages {
        /** Where the machine has them; production refuses to start without. */
        AUTO,
        /** Refuse to start without. */
        ON,
        /** Never; lab only. */
        OFF
    }

    /** Whether to give devices rules. */
    public enum FlowRules {
        /** Those that take all of them. */
        AUTO,
        /** None. */
        OFF
    }
}
