package io.sallyport.bench.path;

/** Which way packets of a run go. */
enum Direction {
    /** Inside to outside: SNAT. */
    OUT("out"),
    /** Outside to inside: DNAT. */
    IN("in"),
    /** Half and half, in each turn. */
    BOTH("both");

    private final String label;

    Direction(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
