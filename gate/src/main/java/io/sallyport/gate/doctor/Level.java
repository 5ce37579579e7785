package io.sallyport.gate.doctor;

/** How a fact of the machine bears on production. */
public enum Level {
    /** As it should be. */
    GOOD("ok"),
    /** Works, and could be better. */
    NOTE("note"),
    /** Production needs it. */
    LACKS("LACKS");

    private final String text;

    Level(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
