package io.sallyport.gateway.config;

import java.util.OptionalInt;

/** IPv4 addresses as {@code int} in host order: {@code 10.0.0.1} is {@code 0x0a000001}. Compare them unsigned. */
public final class Ipv4 {
    private Ipv4() {}

    /** Reads a dotted quad of four decimal numbers 0 to 255 without leading zeros; empty if it is anything else. */
    public static OptionalInt parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return OptionalInt.empty();
        }
        int address = 0;
        for (String part : parts) {
            OptionalInt octet = Numbers.parse(part, 0, 255);
            if (octet.isEmpty()) {
                return OptionalInt.empty();
            }
            address = address << 8 | octet.getAsInt();
        }
        return OptionalInt.of(address);
    }

    /** Writes an address as a dotted quad. */
    public static String format(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }
}
