package io.sallyport.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * One interface.
 *
 * @param port DPDK's name of it: a PCI address or a virtual device's name (checklist C1.1)
 * @param devargs what DPDK needs to create or open it, beginning with {@code port}; null for none
 * @param role its side of the NAT; null is none, then no packet is translated there (checklist C1.4)
 * @param address the gateway's own address on it, and its subnet
 * @param mtu longest IPv4 packet in bytes, Ethernet header not counted
 */
public record InterfaceConfig(
        String port, @Nullable String devargs, @Nullable Role role, Ipv4Prefix address, int mtu) {
    /** Of Ethernet. */
    public static final int DEFAULT_MTU = 1500;
}
