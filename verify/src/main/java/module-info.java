/** What shows that the gateway does as it says: an independent model beside it, and the account of what its tests have shown. */
module io.sallyport.verify {
    requires static org.jspecify;
    requires info.picocli;
    requires io.sallyport.dataplane;
    requires java.compiler;
    requires java.management;
    requires java.xml;
    requires tools.jackson.databind;

    exports io.sallyport.verify;
    exports io.sallyport.verify.boxes;
    exports io.sallyport.verify.craft;
    exports io.sallyport.verify.mutant;

    opens io.sallyport.verify.boxes to
            info.picocli,
            tools.jackson.databind;
    opens io.sallyport.verify.conformance to
            info.picocli;
    opens io.sallyport.verify.fuzz to
            info.picocli;
    opens io.sallyport.verify.mutant to
            info.picocli;
    opens io.sallyport.verify.protocol to
            info.picocli;
    opens io.sallyport.verify.run to
            info.picocli;
    opens io.sallyport.verify.simulation to
            info.picocli;
    opens io.sallyport.verify.torn to
            info.picocli;
}
