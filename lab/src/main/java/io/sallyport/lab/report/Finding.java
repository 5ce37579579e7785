package io.sallyport.lab.report;

/**
 * One row of the closing table.
 *
 * @param what what was tried
 * @param held whether it was as it should be
 * @param figure what was measured, or what went wrong, in one line
 */
public record Finding(String what, boolean held, String figure) {
    /** Puts a figure of several lines on one. */
    public Finding {
        figure = figure.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** The same under another name. */
    public Finding as(String name) {
        return new Finding(name, held, figure);
    }
}
