package io.sallyport.dataplane.stage;

/** A rate limit: so many tokens per second, saved up for at most one second. Owner worker only. */
final class TokenBucket {
    private static final long MILLI_TOKENS = 1_000;

    private final long perSecond;
    private long milliTokens;
    private long filledAt;

    TokenBucket(long perSecond) {
        this.perSecond = perSecond;
        this.milliTokens = perSecond * MILLI_TOKENS;
    }

    /** Takes a token if there is one. */
    boolean take(long nowMillis) {
        long elapsed = nowMillis - filledAt;
        if (elapsed > 0) {
            filledAt = nowMillis;
            long added = Math.min(elapsed, 1_000) * perSecond;
            milliTokens = Math.min(perSecond * MILLI_TOKENS, milliTokens + added);
        }
        if (milliTokens < MILLI_TOKENS) {
            return false;
        }
        milliTokens -= MILLI_TOKENS;
        return true;
    }
}
