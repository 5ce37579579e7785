package io.sallyport.dpdk;

import java.util.List;

/** A call into DPDK or the operating system failed; the message says which call, on what, why and what to do. */
public final class DpdkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The error number of Linux that says "this device cannot do that". */
    private static final int ENOTSUP = 95;

    private static final int ENOSYS = 38;

    private final int errorNumber;

    /** Not a List, which need not be serializable. */
    private final String[] missingDevices;

    /** Makes an exception that no error number stands behind. */
    public DpdkException(String message) {
        this(message, 0);
    }

    /** Makes an exception about devices that DPDK could not make. */
    DpdkException(String message, List<String> missingDevices) {
        super(message);
        this.errorNumber = 0;
        this.missingDevices = missingDevices.toArray(String[]::new);
    }

    DpdkException(String message, int errorNumber) {
        super(message);
        this.errorNumber = errorNumber;
        this.missingDevices = new String[0];
    }

    /** Returns the names of the devices that DPDK could not make; empty if the failure is another one. */
    public List<String> missingDevices() {
        return List.of(missingDevices);
    }

    /** Returns the positive error number (errno) that the call gave, or 0 if there was none. */
    public int errorNumber() {
        return errorNumber;
    }

    /** Says whether the device's driver simply has no such function, which a caller may choose to live with. */
    public boolean unsupported() {
        return errorNumber == ENOTSUP || errorNumber == ENOSYS;
    }
}
