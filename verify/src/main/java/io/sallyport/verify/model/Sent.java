package io.sallyport.verify.model;

/** A frame that leaves by an interface. */
public final class Sent {
    private final int interfaceNumber;
    private final byte[] frame;

    Sent(int interfaceNumber, byte[] frame) {
        this.interfaceNumber = interfaceNumber;
        this.frame = frame;
    }

    /** Number of the interface. */
    public int interfaceNumber() {
        return interfaceNumber;
    }

    /** The whole frame; shared, do not change it. */
    public byte[] frame() {
        return frame;
    }
}
