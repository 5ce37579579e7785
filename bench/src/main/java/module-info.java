/** Benchmarks: the data plane in plain memory, and the gateway over real DPDK ports. */
module io.sallyport.bench {
    requires static org.jspecify;
    requires info.picocli;
    requires java.management;
    requires jdk.management;
    requires jmh.core;
    requires tools.jackson.databind;
    requires io.sallyport.api;
    requires io.sallyport.dataplane;

    opens io.sallyport.bench to
            info.picocli;
    opens io.sallyport.bench.drivers to
            info.picocli,
            tools.jackson.databind;
    opens io.sallyport.bench.path to
            info.picocli;
    opens io.sallyport.bench.start to
            info.picocli;
    opens io.sallyport.bench.soak to
            info.picocli;
    opens io.sallyport.bench.pieces to
            info.picocli,
            jmh.core;
}
