package io.sallyport.gate.verdict;

/** What is known of a box. */
public enum Verdict {
    /** It holds. */
    PASS,
    /** Something has shown that it does not hold. */
    FAIL,
    /** Nothing has shown that it holds. */
    UNCHECKED
}
