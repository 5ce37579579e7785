package io.sallyport.verify.fuzz;

import org.jspecify.annotations.Nullable;

/** Something that must never be, seen while a gateway was fuzzed. Ends the run. */
final class Finding extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String kind;

    /**
     * Makes a finding.
     *
     * @param kind one or two words; two findings of one kind are taken for the same when steps are left out
     * @param what what was seen and what should have been
     * @param cause what a worker threw, if it threw
     */
    Finding(String kind, String what, @Nullable Throwable cause) {
        super(kind + ": " + what, cause);
        this.kind = kind;
    }

    Finding(String kind, String what) {
        this(kind, what, null);
    }

    /** What a worker threw; the kind tells where. */
    static Finding thrown(Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        String where = "";
        for (StackTraceElement element : stack) {
            if (element.getClassName().contains(".dataplane.")) {
                where = " in " + element;
                break;
            }
        }
        return new Finding(cause.getClass().getSimpleName() + where, String.valueOf(cause.getMessage()), cause);
    }

    String kind() {
        return kind;
    }
}
