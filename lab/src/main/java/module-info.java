/** A laboratory of network namespaces around a real gateway process: the demo and the end-to-end tests. */
module io.sallyport.lab {
    requires static org.jspecify;
    requires info.picocli;
    requires java.net.http;
    requires jdk.httpserver;
    requires tools.jackson.databind;
    requires io.sallyport.api;
}
