package io.sallyport.dataplane.device;

/** Where packet buffers come from and go back to. Any worker may use it. */
public interface PacketPool {
    /** Takes an empty buffer of one segment; 0 if none is left. */
    long allocate();

    /**
     * Gives buffers back.
     *
     * @param pointers address of {@code count} mbuf pointers
     */
    void free(long pointers, int count);
}
