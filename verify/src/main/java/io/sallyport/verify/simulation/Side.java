package io.sallyport.verify.simulation;

/** Which end of a flow sends: in a flow through the gateway the inside end is the first, in a hairpin the one that opens it. */
enum Side {
    FIRST,
    SECOND
}
