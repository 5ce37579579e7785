package io.sallyport.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/sessions}: one page of the sessions that match.
 *
 * @param sessions at most {@code limit} sessions
 * @param matched how many sessions match in all, on this page or not
 * @param limit most sessions the page could have had
 * @param nextCursor what to pass as {@code cursor} to get the next page, null on the last one
 */
public record Sessions(
        List<SessionInfo> sessions,
        long matched,
        int limit,
        @Nullable String nextCursor) {
    public Sessions {
        sessions = List.copyOf(sessions);
    }
}
