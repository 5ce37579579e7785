/** The operator's commands: they ask a running gateway over its HTTP API and print the answer. */
module io.sallyport.cli {
    requires static org.jspecify;
    requires io.sallyport.api;
    requires info.picocli;
    requires tools.jackson.databind;

    exports io.sallyport.cli;
}
