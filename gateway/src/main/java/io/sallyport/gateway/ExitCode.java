package io.sallyport.gateway;

/** What a command's exit code says; scripts depend on it. */
public final class ExitCode {
    /** All is well. */
    public static final int GOOD = 0;
    /** A check said no, or the gateway failed while it ran. */
    public static final int FAILED = 1;
    /** Wrong use or wrong configuration. */
    public static final int WRONG_USE = 2;
    /** The machine lacks something, which is named. */
    public static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
