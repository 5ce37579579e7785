/** What the gateway says about itself over HTTP, as records; shared by the gateway, which writes them, and its clients. */
module io.sallyport.api {
    requires static org.jspecify;

    exports io.sallyport.api;
}
