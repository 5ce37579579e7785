package io.sallyport.verify.simulation;

import java.util.Arrays;

/** The bytes of a frame; immutable. */
final class Frame {
    /** No bytes. */
    static final Frame NONE = new Frame(new byte[0]);

    private final byte[] bytes;

    /** Takes an array over, which nobody changes any more. */
    Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The array itself: do not change it. */
    byte[] bytes() {
        return bytes;
    }

    boolean is(byte[] others) {
        return Arrays.equals(bytes, others);
    }
}
