package io.sallyport.verify.conformance;

/**
 * What an RFC asks for.
 *
 * @param id what tests are tagged with, like {@code RFC4787-REQ-9a}
 * @param text in words of our own
 * @param dependent with endpoint-dependent mapping, the default
 * @param independent with endpoint-independent mapping
 * @param remark how it is met, or why not; may be empty
 */
record Requirement(String id, Level level, String text, Verdict dependent, Verdict independent, String remark) {
    /** The RFC, like {@code RFC4787}. */
    String rfc() {
        return id.substring(0, id.indexOf('-'));
    }

    boolean isMetInAnyMode() {
        return dependent == Verdict.MET || independent == Verdict.MET;
    }
}
