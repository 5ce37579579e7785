package io.sallyport.verify.model;

/** Ends a packet's way: it is dropped, and its sender may be told by an ICMP message. */
final class Drop extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SILENT = -1;

    final Reason reason;
    final int icmpType;
    final int icmpCode;
    /** What stands in bytes 6 and 7 of the ICMP message: the MTU. */
    final int icmpValue;

    private Drop(Reason reason, int icmpType, int icmpCode, int icmpValue) {
        super(reason.label(), null, false, false);
        this.reason = reason;
        this.icmpType = icmpType;
        this.icmpCode = icmpCode;
        this.icmpValue = icmpValue;
    }

    static Drop of(Reason reason) {
        return new Drop(reason, SILENT, 0, 0);
    }

    static Drop telling(Reason reason, int icmpType, int icmpCode, int icmpValue) {
        return new Drop(reason, icmpType, icmpCode, icmpValue);
    }

    static void when(boolean condition, Reason reason) {
        if (condition) {
            throw of(reason);
        }
    }

    boolean isSilent() {
        return icmpType == SILENT;
    }
}
