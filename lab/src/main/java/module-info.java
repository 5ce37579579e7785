/** A laboratory of network namespaces around a real gateway process: the demo, the end-to-end tests and what the gate probes with. */
module io.sallyport.lab {
    requires static org.jspecify;
    requires info.picocli;
    requires java.net.http;
    requires jdk.httpserver;
    requires transitive tools.jackson.databind;
    requires io.sallyport.api;

    exports io.sallyport.lab;
    exports io.sallyport.lab.demo;
    exports io.sallyport.lab.feature;
    exports io.sallyport.lab.gateway;
    exports io.sallyport.lab.kernel;
    exports io.sallyport.lab.load;
    exports io.sallyport.lab.machine;
    exports io.sallyport.lab.net;
    exports io.sallyport.lab.report;
    exports io.sallyport.lab.traffic;
}
