package io.sallyport.gateway.control;

/**
 * What is known of one neighbor. Control thread only.
 *
 * <p>A neighbor is asked for up to three times, a second apart. One that answered is asked again every minute; while it
 * does not answer its MAC address stays in use until three questions have gone unanswered (RFC 1122 section 2.3.2.1).
 */
final class Neighbor {
    static final long ASK_EVERY_NANOS = 1_000_000_000L;
    static final long REFRESH_AFTER_NANOS = 60_000_000_000L;
    static final int MOST_QUESTIONS = 3;

    final int interfaceNumber;
    final int address;
    private long mac;
    private long confirmedAt;
    private long askedAt;
    private int unanswered;

    Neighbor(int interfaceNumber, int address, long now) {
        this.interfaceNumber = interfaceNumber;
        this.address = address;
        this.confirmedAt = now;
    }

    /** Takes an answer; returns whether the MAC address is another one than before. */
    boolean answered(long newMac, long now) {
        boolean changed = mac != newMac;
        mac = newMac;
        confirmedAt = now;
        unanswered = 0;
        return changed;
    }

    /** Starts asking if nobody does; for a worker that waits. */
    void want(long now) {
        if (hasFailed(now)) {
            unanswered = 0;
            askedAt = now - ASK_EVERY_NANOS;
        }
    }

    /** Whether a question is due now; if so it is taken as asked. */
    boolean asks(long now) {
        boolean wanted = mac == 0 || now - confirmedAt > REFRESH_AFTER_NANOS;
        if (!wanted || unanswered >= MOST_QUESTIONS || (unanswered > 0 && now - askedAt < ASK_EVERY_NANOS)) {
            return false;
        }
        askedAt = now;
        unanswered++;
        return true;
    }

    /** Gives up if the last question has gone unanswered; returns whether a MAC address was forgotten by that. */
    boolean givesUp(long now) {
        if (mac == 0 || unanswered < MOST_QUESTIONS || now - askedAt < ASK_EVERY_NANOS) {
            return false;
        }
        mac = 0;
        confirmedAt = now;
        return true;
    }

    /** Whether nobody answered: the last question, too, has had its second. */
    boolean hasFailed(long now) {
        return mac == 0 && unanswered >= MOST_QUESTIONS && now - askedAt >= ASK_EVERY_NANOS;
    }

    boolean isResolved() {
        return mac != 0;
    }

    long mac() {
        return mac;
    }

    long ageNanos(long now) {
        return now - confirmedAt;
    }
}
