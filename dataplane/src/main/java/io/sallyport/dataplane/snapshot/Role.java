package io.sallyport.dataplane.snapshot;

/** What an interface is to NAT (checklist C1.4). */
public enum Role {
    /** Towards the hosts whose addresses are hidden. */
    INSIDE,
    /** Towards the Internet. */
    OUTSIDE,
    /** No NAT here: packets from it are not forwarded. */
    NONE
}
