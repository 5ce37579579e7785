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
 * @param frame bytes of every frame, or {@link #MIX}
 */
record DriverCase(Wire wire, int flows, boolean bothWays, boolean tcp, int frame) {
    /** Of any twelve frames seven of 60 bytes, four of 590 and one of 1,514: a mix as on the Internet's links. */
    static final int MIX = 0;
    /** Bytes of the shortest. */
    static final int SHORTEST = 60;

    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int MIDDLE = 512;
    private static final int LONGEST = 1_514;

    /** Of the shortest frames. */
    DriverCase(Wire wire, int flows, boolean bothWays, boolean tcp) {
        this(wire, flows, bothWays, tcp, SHORTEST);
    }

    /** All cases, in the order in which they run. */
    static List<DriverCase> all() {
        return List.of(
                new DriverCase(Wire.MEMIF, 1, false, false),
                new DriverCase(Wire.MEMIF, FEW, false, false),
                new DriverCase(Wire.MEMIF, MANY, false, false),
                new DriverCase(Wire.MEMIF, FEW, true, false),
                new DriverCase(Wire.MEMIF, FEW, true, true),
                new DriverCase(Wire.MEMIF, FEW, false, false, MIDDLE),
                new DriverCase(Wire.MEMIF, FEW, false, false, LONGEST),
                new DriverCase(Wire.MEMIF, FEW, false, false, MIX),
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

    /** Stable name, for options and scripts: {@code memif-10k-both}, {@code memif-10k-1514}. */
    String name() {
        return wire.name().toLowerCase(Locale.ROOT)
                + (wire.hasFarEnd() ? "-" + label() : "")
                + (bothWays ? "-both" : "")
                + (tcp ? "-tcp" : "")
                + (frame == SHORTEST ? "" : frame == MIX ? "-mix" : "-" + frame);
    }

    private String label() {
        return flows >= MANY ? flows / MANY + "M" : flows >= 1000 ? flows / 1000 + "k" : "" + flows;
    }
}
