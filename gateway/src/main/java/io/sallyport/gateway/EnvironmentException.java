package io.sallyport.gateway;

/** The machine lacks something that the gateway needs. The message names it and how to mend it; exit code 3. */
public final class EnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes one with a message of one line. */
    public EnvironmentException(String message) {
        super(message);
    }
}
