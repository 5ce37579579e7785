package io.sallyport.lab;

/** The lab cannot go on. The message says what was found, and what to do, for the person at the terminal. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Exit code where a check said no. */
    public static final int FAILED = 1;
    /** Exit code where this machine lacks something. */
    public static final int ENVIRONMENT = 3;

    private final int exitCode;
    private final String text;

    private LabException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
        this.text = message;
    }

    /** Something that should work did not. */
    public static LabException failed(String message) {
        return new LabException(FAILED, message);
    }

    /** This machine lacks something that the lab needs. */
    public static LabException environment(String message) {
        return new LabException(ENVIRONMENT, message);
    }

    @Override
    public String getMessage() {
        return text;
    }

    /** What the command is to exit with. */
    public int exitCode() {
        return exitCode;
    }
}
