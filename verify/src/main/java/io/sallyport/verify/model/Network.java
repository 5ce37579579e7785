package io.sallyport.verify.model;

/**
 * A network of addresses.
 *
 * @param address any address in it, host byte order
 * @param length prefix length, 0 to 32
 */
public record Network(int address, int length) {
    /** Reads {@code 10.0.0.0/8}. */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        return new Network(
                Addresses.of(text.substring(0, slash)), Integer.parseInt(text, slash + 1, text.length(), 10));
    }

    /** Whether an address is in it. */
    public boolean contains(int other) {
        return length == 0 || (address ^ other) >>> (Integer.SIZE - length) == 0;
    }

    /** Whether an address is its broadcast address; networks of one or two addresses have none (RFC 3021). */
    boolean isBroadcast(int other) {
        int host = length == 0 ? -1 : (1 << (Integer.SIZE - length)) - 1;
        return length < Integer.SIZE - 1 && contains(other) && (other & host) == host;
    }

    @Override
    public String toString() {
        return Addresses.text(address) + "/" + length;
    }
}
