package io.sallyport.cli;

/** Times as a person reads them. */
final class Durations {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Durations() {}

    /** The two largest units of a number of seconds: {@code 3s}, {@code 2m 4s}, {@code 1d 2h}. */
    static String text(long seconds) {
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return two(seconds / MINUTE, "m", seconds % MINUTE, "s");
        }
        if (seconds < DAY) {
            return two(seconds / HOUR, "h", seconds % HOUR / MINUTE, "m");
        }
        return two(seconds / DAY, "d", seconds % DAY / HOUR, "h");
    }

    /** Microseconds in two digits or more: {@code 0.05}, {@code 1.1}, {@code 46}, {@code 1,234}. */
    static String micros(double micros) {
        long tenths = Math.round(micros * 10);
        if (tenths >= 100) {
            return Table.number(Math.round(micros));
        }
        if (tenths >= 10) {
            return tenths / 10 + "." + tenths % 10;
        }
        long hundredths = Math.round(micros * 100);
        return hundredths == 0 ? "0" : "0." + hundredths / 10 + hundredths % 10;
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + " " + small + smallUnit;
    }
}
