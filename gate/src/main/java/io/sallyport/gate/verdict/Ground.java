package io.sallyport.gate.verdict;

/** What a verdict stands on. */
public enum Ground {
    /** Traffic through the running gateway, or its answers. */
    PROBE,
    /** The report of the tests of the very sources that run. */
    TEST,
    /** The record of a run of this very gateway in a virtual machine with network cards. */
    MACHINE,
    /** Nothing. */
    NOTHING
}
