package io.sallyport.dataplane.snapshot;

/**
 * One interface as workers see it. Its place in the list of interfaces is its number everywhere in the data plane.
 *
 * @param name name of the device
 * @param role what it is to NAT
 * @param address its own IPv4 address in packet byte order
 * @param prefixLength length of its subnet's prefix, 0 to 32
 * @param mac its MAC address, first byte lowest
 * @param mtu longest IPv4 packet in bytes
 * @param checksIpv4 whether its device tells of the IPv4 header checksum of what it receives
 */
public record InterfaceFacts(
        String name, Role role, int address, int prefixLength, long mac, int mtu, boolean checksIpv4) {
    /** Of an interface whose device checks nothing. */
    public InterfaceFacts(String name, Role role, int address, int prefixLength, long mac, int mtu) {
        this(name, role, address, prefixLength, mac, mtu, false);
    }

    /** The same with a device that tells of the IPv4 header checksum. */
    public InterfaceFacts checkingIpv4() {
        return new InterfaceFacts(name, role, address, prefixLength, mac, mtu, true);
    }
}
