package io.sallyport.lab.feature;

import io.sallyport.lab.net.Namespace;
import io.sallyport.lab.net.Program;
import io.sallyport.lab.net.Topology;
import io.sallyport.lab.traffic.UdpFlood;
import java.util.List;

/** Starts {@link UdpFlood}. */
final class Flood {
    private Flood() {}

    /** From {@code perHost} ports of each host to one remote endpoint. */
    static Program start(List<String> hosts, int perHost) {
        return Program.start(
                Namespace.CLIENT,
                UdpFlood.class,
                String.valueOf(perHost),
                String.join(",", hosts),
                Topology.internet().getLast());
    }
}
