package io.sallyport.verify.model;

/** What both ends of a TCP connection have said (section 5, TCP). */
final class TcpTrack {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;

    private final boolean[] hasSentSyn = new boolean[2];
    private final boolean[] hasSentFin = new boolean[2];
    private boolean isReset;

    /** Whether a segment with these flags may open a session. */
    static boolean opens(int flags) {
        return (flags & (SYN | ACK | RST)) == SYN;
    }

    static boolean hasSyn(int flags) {
        return (flags & SYN) != 0;
    }

    boolean isClosing() {
        return isReset || (hasSentFin[0] && hasSentFin[1]);
    }

    boolean isEstablished() {
        return hasSentSyn[0] && hasSentSyn[1];
    }

    /** Of RST, SYN and FIN in one segment the first counts. */
    void segment(int flags, boolean isFromInside, boolean rstRevive) {
        if ((flags & RST) != 0) {
            isReset = true;
            return;
        }
        boolean opensAnew = isClosing() && hasSyn(flags) && (flags & ACK) == 0;
        if (opensAnew) {
            forget();
        }
        if (rstRevive) {
            isReset = false;
        }
        int end = isFromInside ? 0 : 1;
        if (hasSyn(flags)) {
            hasSentSyn[end] = true;
        } else if ((flags & FIN) != 0) {
            hasSentFin[end] = true;
        }
    }

    private void forget() {
        for (int end = 0; end < 2; end++) {
            hasSentSyn[end] = false;
            hasSentFin[end] = false;
        }
        isReset = false;
    }
}
