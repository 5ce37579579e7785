package io.sallyport.cli;

import io.sallyport.api.PoolAddress;
import io.sallyport.api.Pools;
import io.sallyport.api.PortUse;
import io.sallyport.api.WorkerPorts;

/** {@code show pools}: the ports taken by protocol, then which worker gives out which. */
final class PoolsText {
    private static final double PERCENT = 100;

    private PoolsText() {}

    static String of(Pools pools) {
        Table use = new Table().words("POOL", "ADDRESS", "PROTO").numbers("IN USE", "OF", "USED");
        Table ranges = new Table().words("ADDRESS").numbers("WORKER").words("PORTS");
        for (PoolAddress address : pools.addresses()) {
            for (PortUse ports : address.ports()) {
                use.row(address.pool(), address.address(), ports.protocol(), ports.inUse(), ports.size(), share(ports));
            }
            for (WorkerPorts ports : address.workers()) {
                ranges.row(address.address(), ports.worker(), ports.firstPort() + "-" + ports.lastPort());
            }
        }
        return use + "\n" + ranges;
    }

    private static String share(PortUse ports) {
        return ports.size() == 0 ? "-" : Math.round(ports.inUse() * PERCENT / ports.size()) + "%";
    }
}
