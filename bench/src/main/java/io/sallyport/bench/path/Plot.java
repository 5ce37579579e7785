package io.sallyport.bench.path;

import io.sallyport.bench.path.PathReport.Row;
import java.util.List;
import java.util.Locale;

/** A bar chart in SVG: for each number of sessions, the worker's nanoseconds per packet beside the yardstick's. */
final class Plot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int BOTTOM = 310;
    private static final int TOP = 60;
    private static final int BAR = 48;

    private Plot() {}

    static String draw(List<Row> rows) {
        double most = rows.stream()
                .mapToDouble(row -> Math.max(row.contest().java(), row.contest().c()))
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"14\">%n",
                WIDTH,
                HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(svg, WIDTH / 2, 28, "ns per packet, one worker, UDP from inside (left: Java, right: C)");
        int step = (WIDTH - 40) / Math.max(1, rows.size());
        for (int k = 0; k < rows.size(); k++) {
            int middle = 20 + step * k + step / 2;
            Row row = rows.get(k);
            bar(svg, middle - BAR, row.contest().java(), most, "#2b6cb0");
            bar(svg, middle, row.contest().c(), most, "#a0aec0");
            text(svg, middle, BOTTOM + 24, row.path().size() + " sessions");
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, int x, double nanos, double most, String color) {
        int height = (int) Math.round((BOTTOM - TOP) * nanos / most);
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
                x,
                BOTTOM - height,
                BAR - 4,
                height,
                color));
        text(svg, x + BAR / 2 - 2, BOTTOM - height - 6, String.format(Locale.ROOT, "%.1f", nanos));
    }

    private static void text(StringBuilder svg, int x, int y, String what) {
        svg.append(
                String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", x, y, what));
    }
}
