package io.sallyport.gate.story;

import java.util.List;

/**
 * Which addresses are nobody's on the internet: written down a second time, so that the gateway's own list is not
 * trusted.
 */
final class Reserved {
    private static final List<String> PREFIXES = List.of(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "0.0.0.0/8",
            "127.0.0.0/8",
            "224.0.0.0/3");

    private Reserved() {}

    static boolean isReserved(String address) {
        int number = Wire.address(address);
        return PREFIXES.stream().anyMatch(prefix -> covers(prefix, number));
    }

    private static boolean covers(String prefix, int address) {
        String[] parts = prefix.split("/", 2);
        int mask = -1 << (32 - Integer.parseInt(parts[1]));
        return (address & mask) == (Wire.address(parts[0]) & mask);
    }
}
