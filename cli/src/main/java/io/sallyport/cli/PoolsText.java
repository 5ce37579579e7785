package io.sallyport.cli;

import io.sallyport.api.PoolAddress;
import io.sallyport.api.Pools;
import io.sallyport.api.PortUse;
import io.sallyport.api.StaticMapping;
import io.sallyport.api.WorkerPorts;

/**
 * {@code show pools}: the ports taken by protocol, then how each address is used and which worker gives out which of its
 * ports, then the static mappings.
 */
final class PoolsText {
    private static final double PERCENT = 100;

    private PoolsText() {}

    static String of(Pools pools) {
        Table use = new Table().words("POOL", "ADDRESS", "PROTO").numbers("IN USE", "OF", "USED");
        Table kinds = new Table().words("ADDRESS", "MAPPING", "FILTERING");
        Table ranges = new Table().words("ADDRESS").numbers("WORKER").words("PORTS");
        for (PoolAddress address : pools.addresses()) {
            kinds.row(address.address(), address.mapping(), address.filtering());
            for (PortUse ports : address.ports()) {
                use.row(address.pool(), address.address(), ports.protocol(), ports.inUse(), ports.size(), share(ports));
            }
            for (WorkerPorts ports : address.workers()) {
                ranges.row(address.address(), ports.worker(), ports.firstPort() + "-" + ports.lastPort());
            }
        }
        return use + "\n" + kinds + "\n" + ranges + statics(pools);
    }

    private static String share(PortUse ports) {
        return ports.size() == 0 ? "-" : Math.round(ports.inUse() * PERCENT / ports.size()) + "%";
    }

    private static String statics(Pools pools) {
        Table table = new Table().words("STATIC", "OUTSIDE", "INSIDE");
        for (StaticMapping it : pools.staticMappings()) {
            table.row(
                    it.protocol() == null ? "all" : it.protocol(),
                    end(it.outsideAddress(), it.outsidePort()),
                    end(it.insideAddress(), it.insidePort()));
        }
        return table.isEmpty() ? "" : "\n" + table;
    }

    private static String end(String address, int port) {
        return port == 0 ? address : address + ":" + port;
    }
}
