package io.sallyport.cli;

/** What the process ends with; scripts depend on the numbers. */
final class ExitCode {
    static final int GOOD = 0;
    /** A check said no. */
    static final int NO = 1;
    /** The command line is wrong. */
    static final int WRONG_USE = 2;
    /** The environment lacks something: no gateway answers. */
    static final int UNREACHABLE = 3;

    private ExitCode() {}
}
