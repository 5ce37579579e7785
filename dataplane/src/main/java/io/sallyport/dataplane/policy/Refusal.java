package io.sallyport.dataplane.policy;

/** What a host is told when it gets no session: the code of an ICMP error of type 3. */
public enum Refusal {
    /** RFC 5508 REQ-8. */
    ADMIN_PROHIBITED(13),
    /** RFC 6888 REQ-11. */
    HOST_UNREACHABLE(1),
    /** Nothing. */
    NONE(-1);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    /** The ICMP code, or -1 where no error is sent. */
    public int code() {
        return code;
    }
}
