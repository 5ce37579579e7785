package io.sallyport.lab;

import java.io.PrintStream;
import java.util.Locale;

/** Says what the lab does, with the seconds since its start. Any thread may call. */
public final class Progress {
    private final PrintStream out;
    private final long start = System.nanoTime();

    /** Writes to {@code out}. */
    public Progress(PrintStream out) {
        this.out = out;
    }

    /** Prints a line. */
    public void say(String line) {
        out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds(), line);
    }

    /** Prints lines as they are. */
    public void print(String lines) {
        out.println(lines);
    }

    /** Seconds since the start. */
    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
