package io.sallyport.dataplane.packet;

/** The byte order of ports: session keys keep them as they lie in the packet, people and port maps count them. */
public final class Ports {
    private Ports() {}

    /**
     * Turns a port round, either way: 0 to 65535 from packet order to host order or back.
     *
     * @param port a port; bits above the lowest 16 are left out
     */
    public static int swap(int port) {
        return Short.toUnsignedInt(Short.reverseBytes((short) port));
    }
}
