package io.sallyport.bench.drivers;

/** Another process that takes part; closing it waits for its end. */
interface Running extends AutoCloseable {
    @Override
    void close();
}
