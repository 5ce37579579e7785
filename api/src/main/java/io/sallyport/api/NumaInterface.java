package io.sallyport.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an interface's device and its packet buffers are.
 *
 * @param name DPDK's name of the device
 * @param node NUMA node of the device; {@code null} if it is virtual or the kernel does not say
 * @param buffers pieces of at most 2 MiB of the packet buffers that it fills, by number of the node or {@code unknown}
 */
public record NumaInterface(String name, @Nullable Integer node, Map<String, Long> buffers) {
    public NumaInterface {
        buffers = OrderedCounts.copyOf(buffers);
    }
}
