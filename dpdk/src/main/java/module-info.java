/**
 * DPDK for Java through the Foreign Function and Memory API: the environment, Ethernet devices, mbufs and their pools,
 * rings, the forwarding table and native memory. Knows nothing of NAT.
 */
module io.sallyport.dpdk {
    requires static org.jspecify;

    exports io.sallyport.dpdk;
    exports io.sallyport.dpdk.memory;
}
