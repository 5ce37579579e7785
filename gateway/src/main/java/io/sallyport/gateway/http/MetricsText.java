package io.sallyport.gateway.http;

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
        text.append(family);
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
