package io.sallyport.gateway.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of sessions begins: the first session to look at. Sessions are walked by worker, then by their place in the
 * worker's table, which does not change while a session lives; so a session that is there throughout is on exactly one page.
 *
 * @param worker id of the worker
 * @param index place in its table, 0 or more
 */
public record SessionCursor(int worker, int index) {
    /** The first session of the first worker. */
    public static final SessionCursor START = new SessionCursor(0, 0);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,3})-([0-9]{1,9})");

    /** Reads what {@link #toString} wrote; null if it is something else. */
    public static @Nullable SessionCursor parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        return new SessionCursor(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** The form in which clients carry it, opaque to them. */
    @Override
    public String toString() {
        return worker + "-" + index;
    }
}
