package io.sallyport.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows under headings, in columns as wide as their widest cell. Numbers stand to the right, words to the left. */
final class Table {
    private static final String GAP = "  ";
    private static final int GROUP = 3;
    private static final int PERCENT = 100;

    private final List<String> headings = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds columns of words. */
    Table words(String... names) {
        return columns(false, names);
    }

    /** Adds columns of numbers. */
    Table numbers(String... names) {
        return columns(true, names);
    }

    private Table columns(boolean toTheRight, String... names) {
        for (String name : names) {
            headings.add(name);
            right.add(toTheRight);
        }
        return this;
    }

    /** Adds a column of numbers per worker: W0, W1 and so on. */
    Table workers(int count) {
        for (int worker = 0; worker < count; worker++) {
            numbers("W" + worker);
        }
        return this;
    }

    /** Adds a row: numbers get thousands separators, everything else is written as it is. */
    void row(Object... cells) {
        row(List.of(cells));
    }

    /** Adds a row; cells that are missing at its end stay empty. */
    void row(List<?> cells) {
        rows.add(cells.stream().map(Table::text).toList());
    }

    private static String text(Object cell) {
        return cell instanceof Number number ? number(number.longValue()) : cell.toString();
    }

    /** A share of 1, {@code 75%}; {@code -} where there is none. */
    static String percent(@Nullable Double share) {
        return share == null ? "-" : Math.round(share * PERCENT) + "%";
    }

    /** A number with a comma before every three digits; {@code String.format} takes longer to load than a table to write. */
    static String number(long value) {
        StringBuilder text = new StringBuilder(Long.toString(value));
        int firstDigit = value < 0 ? 1 : 0;
        for (int i = text.length() - GROUP; i > firstDigit; i -= GROUP) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The headings and all rows, each line ended. */
    @Override
    public String toString() {
        int[] widths = new int[headings.size()];
        measure(headings, widths);
        rows.forEach(row -> measure(row, widths));
        StringBuilder out = new StringBuilder();
        write(headings, widths, out);
        rows.forEach(row -> write(row, widths, out));
        return out.toString();
    }

    private static void measure(List<String> cells, int[] widths) {
        for (int i = 0; i < cells.size(); i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private void write(List<String> cells, int[] widths, StringBuilder out) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : GAP);
            line.append(right.get(i) ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
