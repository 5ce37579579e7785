package io.sallyport.gateway.numa;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dpdk.memory.NumaNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("C13.4")
final class PlacementTest {
    private static final List<String> BOTH_ON_ONE = List.of(TwoNodes.NEAR_ONE, "0000:af:00.1");
    private static final List<String> ON_EACH = List.of(TwoNodes.NEAR_ZERO, TwoNodes.NEAR_ONE);
    private static final List<String> VIRTUAL = List.of("net_tap0", "net_tap1");
    private static final Set<Integer> ALL =
            IntStream.range(0, 16).boxed().collect(Collectors.toCollection(TreeSet::new));

    @TempDir
    private Path sys;

    private Topology machine = Topology.of(Path.of("no", "nodes"));

    @BeforeEach
    void make() {
        machine = TwoNodes.in(sys);
    }

    @Test
    void workersGetTheCpusNearTheNetworkCards() {
        assertThat(Placement.order(machine, BOTH_ON_ONE, ALL).subList(0, 8))
                .containsExactly(15, 14, 13, 12, 7, 6, 5, 4);
        assertThat(Placement.order(machine, List.of(TwoNodes.NEAR_ZERO), ALL).subList(0, 8))
                .containsExactly(11, 10, 9, 8, 3, 2, 1, 0);
    }

    @Test
    void onceThoseAreUsedUpTheyGetOthers() {
        assertThat(Placement.order(machine, BOTH_ON_ONE, Set.of(0, 1, 2, 7, 5))).containsExactly(7, 5, 2, 1, 0);
    }

    @Test
    void withoutNetworkCardsTheyGetTheHighest() {
        assertThat(Placement.order(machine, VIRTUAL, Set.of(3, 15, 8))).containsExactly(15, 8, 3);
    }

    @Test
    void everythingIsOnTheNodeOfCardsAndWorkersWhereThatIsOne() {
        Placement placement = Placement.of(machine, BOTH_ON_ONE, List.of(15, 14, 13, 12));

        assertThat(placement).isEqualTo(new Placement(List.of(1, 1, 1, 1), List.of(1, 1), 1));
        assertThat(placement.pools()).containsExactly(1);
        assertThat(placement.buffers(0)).isOne();
        assertThat(placement.worker(3)).isOne();
    }

    @Test
    void memoryOfAWorkerFollowsItsCpuAndBuffersTheirDevice() {
        Placement placement = Placement.of(machine, ON_EACH, List.of(0, 4, 1, 5));

        assertThat(placement.workers()).containsExactly(0, 1, 0, 1);
        assertThat(placement.buffers(0)).isZero();
        assertThat(placement.buffers(1)).isOne();
        assertThat(placement.pools()).containsExactly(0, 1);
    }

    @Test
    void buffersOfVirtualDevicesAreWhereMostWorkersAre() {
        Placement placement = Placement.of(machine, VIRTUAL, List.of(0, 4, 12, 5));

        assertThat(placement.home()).isOne();
        assertThat(placement.pools()).containsExactly(1);
    }

    @Test
    void aWorkerOnAnyCpuIsAtHome() {
        assertThat(Placement.of(machine, BOTH_ON_ONE, List.of(-1, -1)).workers())
                .containsExactly(1, 1);
        assertThat(Placement.of(machine, VIRTUAL, List.of(-1, -1)))
                .isEqualTo(new Placement(List.of(0, 0), List.of(NumaNode.UNKNOWN, NumaNode.UNKNOWN), 0));
    }

    @Test
    void withoutNodesNothingHasAPlace() {
        Placement placement = Placement.of(Topology.of(Path.of("no", "nodes")), BOTH_ON_ONE, List.of(3, 2));

        assertThat(placement.workers()).containsExactly(NumaNode.UNKNOWN, NumaNode.UNKNOWN);
        assertThat(placement.pools()).containsExactly(NumaNode.UNKNOWN);
    }
}
