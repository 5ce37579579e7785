package io.sallyport.gateway.plane;

/** MAC addresses as 48-bit numbers whose lowest byte is the first on the wire. */
public final class MacAddress {
    private MacAddress() {}

    /** Writes one as a person does: {@code 02:00:00:00:00:01}. */
    public static String format(long mac) {
        StringBuilder text = new StringBuilder(17);
        for (int i = 0; i < 6; i++) {
            text.append(i == 0 ? "" : ":").append("%02x".formatted((mac >>> (8 * i)) & 0xff));
        }
        return text.toString();
    }
}
