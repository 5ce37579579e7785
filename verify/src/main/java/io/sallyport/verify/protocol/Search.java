package io.sallyport.verify.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a search of Spin came to.
 *
 * @param states different states that were looked at
 * @param isWhole whether every state that can be reached was looked at
 * @param error the error that ended the search, as Spin calls it; null if none
 */
record Search(long states, boolean isWhole, @Nullable String error) {
    private static final Pattern ERRORS = Pattern.compile("errors: (\\d+)");
    private static final Pattern STATES = Pattern.compile("(?m)^\\s*(\\d+) states, stored");
    private static final Pattern ERROR = Pattern.compile("(?m)^pan:1: (.*) \\(at depth \\d+\\)");
    private static final Pattern UNFINISHED = Pattern.compile(
            "max search depth too small|Search not completed|out of memory|Bit statespace|Hash-Compact",
            Pattern.CASE_INSENSITIVE);

    /**
     * Reads what a verifier printed.
     *
     * @throws IllegalArgumentException if that is not the report of a search
     */
    static Search of(String output) {
        Matcher errors = ERRORS.matcher(output);
        Matcher states = STATES.matcher(output);
        if (!errors.find() || !states.find()) {
            throw new IllegalArgumentException("no report of a search: " + output.strip());
        }
        Matcher error = ERROR.matcher(output);
        boolean failed = !errors.group(1).equals("0");
        return new Search(
                Long.parseLong(states.group(1)),
                !failed && !UNFINISHED.matcher(output).find(),
                failed ? error.find() ? named(error.group(1)) : "error" : null);
    }

    /** Spin prints assertions with all macros spelled out. */
    private static String named(String error) {
        return error.length() <= 60 ? error : error.substring(0, 57) + "...";
    }
}
