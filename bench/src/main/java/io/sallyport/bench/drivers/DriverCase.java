package io.sallyport.bench.drivers;

import java.util.List;
import java.util.Locale;

/**
 * What is measured in one go.
 *
 * @param wire kind of device
 * @param flows how many, 1 or more
 * @param bothWays whether the outside sends too
 * @param tcp TCP instead of UDP
 */
record DriverCase(Wire wire, int flows, boolean bothWays, boolean tcp) {
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;

    /** All cases, in the order in which they run. */
    static List<DriverCase> all() {
        return List.of(
                new DriverCase(Wire.MEMIF, 1, false, false),
                new DriverCase(Wire.MEMIF, FEW, false, false),
                new DriverCase(Wire.MEMIF, MANY, false, false),
                new DriverCase(Wire.MEMIF, FEW, true, false),
                new DriverCase(Wire.MEMIF, FEW, true, true),
                new DriverCase(Wire.VHOST, FEW, false, false),
                new DriverCase(Wire.NULL, 0, false, false));
    }

    /** Those that take less than a minute. */
    static List<DriverCase> quick() {
        return List.of(
                new DriverCase(Wire.MEMIF, 1, false, false),
                new DriverCase(Wire.MEMIF, FEW, false, false),
                new DriverCase(Wire.MEMIF, FEW, true, false));
    }

    /** Stable name, for options and scripts: {@code memif-10k-both}. */
    String name() {
        return wire.name().toLowerCase(Locale.ROOT)
                + (wire.hasFarEnd() ? "-" + label() : "")
                + (bothWays ? "-both" : "")
                + (tcp ? "-tcp" : "");
    }

    private String label() {
        return flows >= MANY ? flows / MANY + "M" : flows >= 1000 ? flows / 1000 + "k" : "" + flows;
    }
}
