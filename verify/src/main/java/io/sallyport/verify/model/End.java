package io.sallyport.verify.model;

/**
 * One end of a flow.
 *
 * @param address host byte order
 * @param port transport port or ICMP identifier, host byte order; 0 where the protocol has none
 */
public record End(int address, int port) {
    @Override
    public String toString() {
        return Addresses.text(address) + ":" + port;
    }
}
