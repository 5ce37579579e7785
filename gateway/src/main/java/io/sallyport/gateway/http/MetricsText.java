package io.sallyport.gateway.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;

/**
 * Writes the Prometheus text format, version 0.0.4: a family is announced once, its samples follow.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
final class MetricsText {
    private static final String PREFIX = "sallyport_";

    private final StringBuilder text = new StringBuilder(16_384);
    private String family = "";

    /** Begins a family of running totals; its name ends in {@code _total}. */
    MetricsText counter(String name, String help) {
        return begin(name + "_total", help, "counter");
    }

    /** Begins a family of values that also fall. */
    MetricsText gauge(String name, String help) {
        return begin(name, help, "gauge");
    }

    /** Begins a family of histograms; {@link #histogram} adds to it. */
    MetricsText histograms(String name, String help) {
        return begin(name, help, "histogram");
    }

    private MetricsText begin(String name, String help, String type) {
        family = PREFIX + name;
        text.append("# HELP ").append(family).append(' ').append(escape(help)).append('\n');
        text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
        return this;
    }

    /**
     * Adds a sample to the family begun last.
     *
     * @param labels names and values in turn
     */
    MetricsText sample(long value, String... labels) {
        return sample("", Long.toString(value), labels);
    }

    /**
     * Adds a histogram of one label to the family begun last.
     *
     * @param bounds upper bounds, rising, each with the number of values that do not exceed it
     * @param count of all values
     * @param sum of all values
     */
    MetricsText histogram(String label, String value, SortedMap<Double, Long> bounds, long count, double sum) {
        bounds.forEach((bound, below) -> sample("_bucket", Long.toString(below), label, value, "le", seconds(bound)));
        sample("_bucket", Long.toString(count), label, value, "le", "+Inf");
        sample("_sum", seconds(sum), label, value);
        return sample("_count", Long.toString(count), label, value);
    }

    /** To a nanosecond, without an exponent. */
    private static String seconds(double value) {
        return BigDecimal.valueOf(value)
                .setScale(9, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private MetricsText sample(String suffix, String value, String... labels) {
        text.append(family).append(suffix);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            text.append(escape(labels[i + 1]).replace("\"", "\\\"")).append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
        return this;
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
