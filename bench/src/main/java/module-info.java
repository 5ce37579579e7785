/** Benchmarks of the data plane in plain memory. */
module io.sallyport.bench {
    requires static org.jspecify;
    requires info.picocli;
    requires io.sallyport.dataplane;

    opens io.sallyport.bench to
            info.picocli;
}
