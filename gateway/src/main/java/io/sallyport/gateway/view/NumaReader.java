package io.sallyport.gateway.view;

import io.sallyport.api.Numa;
import io.sallyport.api.NumaInterface;
import io.sallyport.api.NumaWorker;
import io.sallyport.dpdk.memory.NumaNode;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.numa.Topology;
import io.sallyport.gateway.plane.Places;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks where the memory of a data plane is. Any thread. */
final class NumaReader {
    private static final String UNKNOWN = "unknown";

    private final Config config;
    private final List<Integer> cpus;
    private final Places places;

    NumaReader(Config config, List<Integer> cpus, Places places) {
        this.config = config;
        this.cpus = cpus;
        this.places = places;
    }

    Numa read() {
        List<Integer> nodes = List.copyOf(Topology.ofThisMachine().nodes());
        List<NumaInterface> interfaces = new ArrayList<>();
        for (String port : config.ports()) {
            int number = interfaces.size();
            interfaces.add(new NumaInterface(
                    port, known(places.placement().devices().get(number)), byName(places.buffers(number))));
        }
        List<NumaWorker> workers = new ArrayList<>();
        for (int cpu : cpus) {
            int number = workers.size();
            workers.add(new NumaWorker(
                    number,
                    known(cpu),
                    known(places.placement().worker(number)),
                    byName(places.tables(number)),
                    byName(places.sessions(number)),
                    byName(places.rings(number))));
        }
        return new Numa(nodes, interfaces, workers, Distances.find(nodes, interfaces, workers));
    }

    private static @Nullable Integer known(int number) {
        return number == NumaNode.UNKNOWN ? null : number;
    }

    private static Map<String, Long> byName(Map<Integer, Long> pieces) {
        Map<String, Long> named = new LinkedHashMap<>();
        pieces.forEach((node, count) -> named.put(node == NumaNode.UNKNOWN ? UNKNOWN : node.toString(), count));
        return named;
    }
}
