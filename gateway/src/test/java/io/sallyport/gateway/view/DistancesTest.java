package io.sallyport.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.api.NumaInterface;
import io.sallyport.api.NumaWorker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C13.4")
final class DistancesTest {
    private static final List<Integer> NODES = List.of(0, 1);
    private static final Map<String, Long> ON_ONE = Map.of("1", 9L);
    private static final NumaInterface CARD = new NumaInterface("0000:af:00.0", 1, ON_ONE);
    private static final NumaWorker NEAR = new NumaWorker(0, 12, 1, ON_ONE, ON_ONE, ON_ONE);

    @Test
    void whatIsNearIsNotFound() {
        assertThat(Distances.find(NODES, List.of(CARD), List.of(NEAR))).isEmpty();
    }

    @Test
    void findsTablesSessionsAndRingsThatAreElsewhere() {
        NumaWorker worker = new NumaWorker(2, 12, 1, Map.of("0", 3L, "1", 6L), Map.of("0", 4L), Map.of("0", 5L));

        assertThat(Distances.find(NODES, List.of(CARD), List.of(worker)))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "3 pieces of 2 MB of the tables of worker 2, whose CPU is on node 1, are on node 0: ")
                                .contains("/sys/devices/system/node/node1/hugepages/"),
                        line -> assertThat(line).startsWith("4 pieces of 2 MB of the sessions of worker 2,"),
                        line -> assertThat(line).startsWith("5 pieces of 2 MB of the rings to worker 2,"));
    }

    @Test
    void findsAWorkerFarFromANetworkCard() {
        Map<String, Long> onZero = Map.of("0", 9L);
        NumaWorker far = new NumaWorker(1, 0, 0, onZero, onZero, onZero);

        assertThat(Distances.find(NODES, List.of(CARD), List.of(NEAR, far)))
                .singleElement()
                .asString()
                .startsWith(
                        "worker 1 is on node 0, 0000:af:00.0 on node 1, so packets cross nodes: list CPUs of node 1");
    }

    @Test
    void findsBuffersThatAreFarFromTheirDevice() {
        NumaInterface card = new NumaInterface("0000:af:00.0", 1, Map.of("0", 52L));

        assertThat(Distances.find(NODES, List.of(card), List.of(NEAR)))
                .singleElement()
                .asString()
                .startsWith(
                        "52 pieces of 2 MB of the buffers of 0000:af:00.0, which is on node 1, are on node 0: give node 1");
    }

    @Test
    void findsAWorkerThatMayRunAnywhereOnlyWhereThereIsSeveral() {
        NumaWorker loose = new NumaWorker(0, null, 1, ON_ONE, ON_ONE, ON_ONE);

        assertThat(Distances.find(NODES, List.of(CARD), List.of(loose)))
                .singleElement()
                .asString()
                .startsWith("worker 0 may run on any node");
        assertThat(Distances.find(List.of(1), List.of(CARD), List.of(loose))).isEmpty();
    }

    @Test
    void whatTheKernelDoesNotTellIsNotHeldAgainstAnybody() {
        NumaWorker unknown = new NumaWorker(0, 12, null, Map.of("unknown", 9L), Map.of(), Map.of("unknown", 7L));
        NumaWorker known = new NumaWorker(0, 12, 1, Map.of("unknown", 9L), Map.of(), Map.of("unknown", 7L));

        assertThat(Distances.find(List.of(), List.of(), List.of(unknown, known)))
                .isEmpty();
    }
}
