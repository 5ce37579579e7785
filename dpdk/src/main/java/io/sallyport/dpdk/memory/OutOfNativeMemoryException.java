package io.sallyport.dpdk.memory;

/** The operating system has no memory for a table; the message says how much was asked for and what to do. */
public final class OutOfNativeMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfNativeMemoryException(String message) {
        super(message);
    }
}
