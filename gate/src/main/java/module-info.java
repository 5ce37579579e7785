/** GO or NO-GO: what a running gateway shows of the checklist, and what this machine lacks. */
module io.sallyport.gate {
    requires static org.jspecify;
    requires info.picocli;
    requires io.sallyport.lab;
    requires io.sallyport.verify;
    requires tools.jackson.databind;
}
