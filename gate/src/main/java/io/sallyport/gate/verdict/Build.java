package io.sallyport.gate.verdict;

/**
 * What was built or tried.
 *
 * @param commit {@code unknown} if nobody knows
 * @param digest of source files; empty if nobody knows
 */
record Build(String commit, String digest) {
    /** From what the launcher calls sources: the commit, a blank, a digest; empty if the launcher has not said. */
    static Build of(String sources) {
        String commit = sources.split(" ", 2)[0];
        return new Build(commit.isEmpty() ? "unknown" : commit, sources.substring(sources.lastIndexOf(' ') + 1));
    }

    /** Whether both are of the same source files, whatever the commit. */
    boolean isSameAs(Build other) {
        return !digest.isBlank() && digest.equals(other.digest);
    }
}
