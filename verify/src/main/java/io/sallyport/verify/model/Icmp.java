package io.sallyport.verify.model;

/** Kinds of ICMP messages. */
final class Icmp {
    static final int ECHO_REPLY = 0;
    static final int UNREACHABLE = 3;
    static final int ECHO = 8;
    static final int TIME_EXCEEDED = 11;
    static final int HEADER = 8;

    private Icmp() {}

    static boolean isRequest(int type) {
        return type == ECHO || type == 13;
    }

    static boolean isReply(int type) {
        return type == ECHO_REPLY || type == 14;
    }

    static boolean isError(int type) {
        return type == UNREACHABLE || type == 4 || type == TIME_EXCEEDED || type == 12;
    }
}
