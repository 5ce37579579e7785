package io.sallyport.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a C thread suffers that does nothing but look at the clock: what this machine does to whoever runs on it.
 *
 * @param gaps between two looks
 * @param overMilli gaps of more than a millisecond
 * @param awayPercent part of the time that something else had its CPU
 */
record Spinning(Gaps gaps, long overMilli, double awayPercent) {
    private static final double MICRO = 1e3;
    private static final double SECOND = 1e9;

    /** Runs it. */
    static Spinning run(Path program, int seconds, int cpu) throws IOException {
        Process spin = new ProcessBuilder(program.toString(), String.valueOf(seconds), String.valueOf(cpu))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = spin.inputReader().readLine();
        if (line == null) {
            throw new IOException("the spinning thread printed nothing; its error is above");
        }
        return parse(line, seconds);
    }

    /** Reads its line. */
    static Spinning parse(String line, int seconds) {
        String[] numbers = line.split(" ", 6);
        Gaps gaps = new Gaps(micros(numbers[0]), micros(numbers[1]), micros(numbers[2]), micros(numbers[3]));
        return new Spinning(gaps, Long.parseLong(numbers[4]), 100 * Long.parseLong(numbers[5]) / (SECOND * seconds));
    }

    private static double micros(String nanos) {
        return Long.parseLong(nanos) / MICRO;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s; over 1 ms %d times, away %.4f %% of the time", gaps, overMilli, awayPercent);
    }
}
