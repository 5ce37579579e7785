/** The running gateway around the data plane: configuration, lifecycle, control thread and HTTP API. */
module io.sallyport.gateway {
    requires static org.jspecify;
    requires transitive io.sallyport.api;
    requires io.sallyport.dataplane;
    requires io.helidon.http;
    requires io.helidon.webserver;
    requires java.logging;
    requires org.slf4j;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires org.snakeyaml.engine;
    requires tools.jackson.databind;
    requires info.picocli;

    exports io.sallyport.gateway;

    provides ch.qos.logback.classic.spi.Configurator with
            io.sallyport.gateway.log.LogSetup;
}
