package io.sallyport.verify.model;

/** IPv4 addresses as numbers in host byte order. */
public final class Addresses {
    private static final Network THIS_NETWORK = Network.of("0.0.0.0/8");
    private static final Network LOOPBACK = Network.of("127.0.0.0/8");
    private static final Network MULTICAST_AND_UP = Network.of("224.0.0.0/3");

    private Addresses() {}

    /** Reads a dotted quad. */
    public static int of(String text) {
        int address = 0;
        for (String part : text.split("\\.", -1)) {
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }

    /** Writes a dotted quad. */
    public static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    /** Whether no host can have this address, in whatever network: 0/8, 127/8, 224/3. */
    static boolean isNoHost(int address) {
        return THIS_NETWORK.contains(address) || LOOPBACK.contains(address) || MULTICAST_AND_UP.contains(address);
    }
}
