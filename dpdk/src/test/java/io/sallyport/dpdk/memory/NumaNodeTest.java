package io.sallyport.dpdk.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C13.4")
final class NumaNodeTest {
    private static final int HUGE = 2 << 20;

    /** Nodes of this machine: mostly one. */
    private static final List<Integer> NODES = IntStream.range(0, 64)
            .filter(node -> Files.isDirectory(Path.of("/sys/devices/system/node/node" + node)))
            .boxed()
            .toList();

    @Test
    void memoryIsOnTheNodeThatWasAskedFor() {
        for (int node : NODES) {
            try (TableMemory memory = TableMemory.allocate(3L * HUGE, node)) {
                assertThat(memory.pieces()).isEqualTo(Map.of(node, 3L));
            }
        }
    }

    @Test
    void tellsWhereEachPieceIs() {
        try (TableMemory memory = TableMemory.allocateOnNormalPages(HUGE + 1L)) {
            int node = NODES.isEmpty() ? NumaNode.UNKNOWN : NumaNode.of(memory.address());

            assertThat(NumaNode.pieces(memory.address(), HUGE + 1L)).isEqualTo(Map.of(node, 2L));
            assertThat(node).isIn(NODES.isEmpty() ? List.of(NumaNode.UNKNOWN) : NODES);
        }
    }

    @Test
    void memoryThatNobodyHasIsOnNoNode() {
        assertThat(NumaNode.of(4096)).isEqualTo(NumaNode.UNKNOWN);
    }

    @Test
    void aNodeThatIsNotThereIsRefusedAndDoesNoHarm() {
        try (TableMemory memory = TableMemory.allocate(100, 1023)) {
            assertThat(NumaNode.prefer(memory.address(), 100, 1023)).isFalse();
            assertThat(NumaNode.prefer(memory.address(), 100, 1024)).isFalse();
            assertThat(NumaNode.prefer(memory.address(), 100, NumaNode.UNKNOWN)).isTrue();
            assertThat(memory.pieces()).hasSize(1);
        }
    }
}
