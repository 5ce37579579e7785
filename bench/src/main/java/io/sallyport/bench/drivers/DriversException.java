package io.sallyport.bench.drivers;

/** The benchmark cannot go on. The message says what was found, and what to do, for the person at the terminal. */
final class DriversException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int FAILED = 1;
    private static final int ENVIRONMENT = 3;

    private final int exitCode;
    private final String text;

    private DriversException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
        this.text = message;
    }

    /** Something that should work did not. */
    static DriversException failed(String message) {
        return new DriversException(FAILED, message);
    }

    /** This machine lacks something. */
    static DriversException environment(String message) {
        return new DriversException(ENVIRONMENT, message);
    }

    /** Keeps the interrupt. */
    static DriversException interrupted() {
        Thread.currentThread().interrupt();
        return failed("interrupted");
    }

    @Override
    public String getMessage() {
        return text;
    }

    /** What the command is to exit with. */
    int exitCode() {
        return exitCode;
    }
}
