package io.sallyport.gateway.numa;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dpdk.memory.NumaNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("C13.4")
final class TopologyTest {
    @TempDir
    private Path sys;

    private Topology machine = Topology.of(Path.of("no", "nodes"));

    @BeforeEach
    void make() {
        machine = TwoNodes.in(sys);
    }

    @Test
    void knowsTheNodeOfEachCpu() {
        assertThat(machine.nodes()).containsExactly(0, 1);
        assertThat(machine.ofCpu(3)).isZero();
        assertThat(machine.ofCpu(8)).isZero();
        assertThat(machine.ofCpu(15)).isOne();
        assertThat(machine.ofCpu(16)).isEqualTo(NumaNode.UNKNOWN);
        assertThat(machine.ofCpu(-1)).isEqualTo(NumaNode.UNKNOWN);
    }

    @Test
    void knowsTheNodeOfANetworkCardByBothFormsOfItsAddress() {
        assertThat(machine.ofDevice("0000:af:00.1")).isOne();
        assertThat(machine.ofDevice("af:00.1")).isOne();
        assertThat(machine.ofDevice("3b:00.0")).isZero();
    }

    @Test
    void aDeviceWithoutANodeHasNone() {
        assertThat(machine.ofDevice("0000:00:1f.0")).isEqualTo(NumaNode.UNKNOWN);
        assertThat(machine.ofDevice("0000:ff:00.0")).isEqualTo(NumaNode.UNKNOWN);
        assertThat(machine.ofDevice("net_tap0")).isEqualTo(NumaNode.UNKNOWN);
    }

    @Test
    void aKernelWithoutNodesHasNone() {
        Topology flat = Topology.of(Path.of("no", "nodes"));

        assertThat(flat.nodes()).isEmpty();
        assertThat(flat.ofCpu(0)).isEqualTo(NumaNode.UNKNOWN);
    }
}
