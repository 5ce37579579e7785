package io.sallyport.lab.net;

import java.time.Duration;

/**
 * An address in a namespace, from which traffic is sent.
 *
 * @param namespace where it is
 * @param address IPv4 address that the namespace has
 */
public record Host(Namespace namespace, String address) {
    /** An inside host, by the last byte of its address. */
    public static Host inside(int last) {
        return new Host(Namespace.CLIENT, "10.0.0." + last);
    }

    /** The host of the internet with this address. */
    public static Host internet(String address) {
        return new Host(Namespace.SERVER, address);
    }

    /** Runs a command in its namespace that may fail; the command has to be told the address. */
    public Commands.Outcome attempt(Duration limit, String... command) {
        return namespace.attempt(limit, command);
    }

    @Override
    public String toString() {
        return address;
    }
}
