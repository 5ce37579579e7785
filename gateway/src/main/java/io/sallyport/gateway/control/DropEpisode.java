package io.sallyport.gateway.control;

/**
 * Drops of one {@link DropSource} from the first until a second has passed without one. A line comes at once, then one each
 * second with what was dropped since the line before, and a last one with the sum if there was more than one.
 */
final class DropEpisode {
    static final long SECOND = 1_000_000_000L;

    private final DropSource source;
    private final long began;
    private long grewAt;
    private long sum;
    private long untold;
    private long toldAt;
    private int lines;

    DropEpisode(DropSource source, long now) {
        this.source = source;
        this.began = now;
        this.grewAt = now;
        this.toldAt = now;
    }

    DropSource source() {
        return source;
    }

    void add(long packets, long now) {
        sum += packets;
        untold += packets;
        grewAt = now;
    }

    /** Whether nothing was told yet. */
    boolean isNew() {
        return lines == 0;
    }

    /** When the line before came, or when drops began. */
    long toldAt() {
        return toldAt;
    }

    /** Whether a line may come now. */
    boolean isDue(long now) {
        return isNew() || now - toldAt >= SECOND;
    }

    /** Whether all is told and no more came: what is left is the sum, if anything. */
    boolean isOver(long now) {
        return !isNew() && untold == 0 && isDue(now);
    }

    /** Whether the only line has said all there was to say. */
    boolean isTold(long now) {
        return isOver(now) && lines == 1;
    }

    boolean hasUntold() {
        return untold > 0;
    }

    /** The line for now. */
    String tell(long now) {
        if (isOver(now)) {
            return "over: dropped " + packets(sum) + " in " + seconds(grewAt - began) + " on " + source;
        }
        String since = isNew() ? "" : " in " + seconds(now - toldAt);
        String line = "dropped " + packets(untold) + since + " on " + source;
        untold = 0;
        toldAt = now;
        lines++;
        return line;
    }

    private static String packets(long count) {
        return count == 1 ? "1 packet" : count + " packets";
    }

    private static String seconds(long nanos) {
        return Math.max(1, (nanos + SECOND / 2) / SECOND) + " s";
    }
}
