package io.sallyport.verify.check;

import org.jspecify.annotations.Nullable;

/** Something that must never be, seen while real workers were driven. Ends the run. */
public final class Finding extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String kind;

    /**
     * Makes a finding.
     *
     * @param kind one or two words; two findings of one kind are taken for the same when steps are left out
     * @param what what was seen and what should have been
     * @param cause what a worker threw, if it threw
     */
    public Finding(String kind, String what, @Nullable Throwable cause) {
        super(kind + ": " + what, cause);
        this.kind = kind;
    }

    /** Makes a finding that nothing was thrown for. */
    public Finding(String kind, String what) {
        this(kind, what, null);
    }

    /** What a worker threw; the kind tells where. */
    public static Finding thrown(Throwable cause) {
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

    /** One or two words: what it is about. */
    public String kind() {
        return kind;
    }
}
