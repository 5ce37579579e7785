/** The NAT data plane: packets in, packets out, for one worker and for many. */
module io.sallyport.dataplane {
    requires static org.jspecify;
    requires transitive io.sallyport.dpdk;
    requires transitive org.agrona;

    exports io.sallyport.dataplane.count;
    exports io.sallyport.dataplane.device;
    exports io.sallyport.dataplane.memory;
    exports io.sallyport.dataplane.ownership;
    exports io.sallyport.dataplane.packet;
    exports io.sallyport.dataplane.policy;
    exports io.sallyport.dataplane.ports;
    exports io.sallyport.dataplane.restart;
    exports io.sallyport.dataplane.session;
    exports io.sallyport.dataplane.snapshot;
    exports io.sallyport.dataplane.worker;
}
