package io.sallyport.verify.conformance;

import java.util.Arrays;
import java.util.Optional;

/** Whether Sallyport does what a requirement asks for, in its defaults. */
enum Verdict {
    MET("met"),
    NOT_MET("not met"),
    /** The requirement is about something that Sallyport has not, or it allows what Sallyport does not make use of. */
    NOT_APPLICABLE("n/a");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    static Optional<Verdict> of(String text) {
        return Arrays.stream(values()).filter(it -> it.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
