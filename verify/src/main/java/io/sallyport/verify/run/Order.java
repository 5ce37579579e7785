package io.sallyport.verify.run;

/** From host byte order to packet byte order and back. */
final class Order {
    private Order() {}

    static int swap(int address) {
        return Integer.reverseBytes(address);
    }

    static int swap16(int port) {
        return Short.reverseBytes((short) port) & 0xffff;
    }

    /** A MAC address from as it is read to first byte lowest, or back. */
    static long swapMac(long mac) {
        return Long.reverseBytes(mac) >>> 16;
    }
}
