package io.sallyport.dataplane.device;

import io.sallyport.dataplane.snapshot.RouteTable;
import io.sallyport.dpdk.Fib;

/** Routes in DPDK's forwarding table. */
public final class DpdkRoutes implements RouteTable {
    private final Fib fib;

    /** Wraps a forwarding table that is no longer changed. */
    public DpdkRoutes(Fib fib) {
        this.fib = fib;
    }

    @Override
    public void lookup(long destinations, long nextHops, int count) {
        fib.lookup(destinations, nextHops, count);
    }
}
