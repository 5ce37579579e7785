package io.sallyport.verify.conformance;

/** How much an RFC insists (RFC 2119); MUST NOT, SHOULD NOT and RECOMMENDED included. */
enum Level {
    MUST,
    SHOULD,
    MAY
}
