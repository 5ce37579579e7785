package io.sallyport.dataplane.policy;

/** Whom an endpoint-independent mapping lets in from outside (RFC 4787 section 5, checklist C6.5). */
public enum Filtering {
    /** Only the remote endpoints that the inside end has sent to: the session itself is the filter. */
    ENDPOINT_DEPENDENT,
    /** Any port of the remote addresses that the inside end has sent to. */
    ADDRESS_DEPENDENT,
    /** Anybody: full cone. */
    ENDPOINT_INDEPENDENT
}
