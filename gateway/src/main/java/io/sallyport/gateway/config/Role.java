package io.sallyport.gateway.config;

/** Which side of the NAT an interface is on (checklist C1.4). */
public enum Role {
    INSIDE,
    OUTSIDE
}
