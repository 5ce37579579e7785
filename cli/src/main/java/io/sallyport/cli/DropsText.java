package io.sallyport.cli;

import io.sallyport.api.DropCount;
import io.sallyport.api.Drops;
import java.util.ArrayList;
import java.util.List;

/** {@code show drops}. */
final class DropsText {
    private DropsText() {}

    static String of(Drops drops, boolean all) {
        int workers = drops.reasons().stream()
                .mapToInt(it -> it.workers().size())
                .max()
                .orElse(0);
        Table table =
                new Table().words("REASON").numbers("TOTAL").workers(workers).words("MEANING");
        for (DropCount reason : drops.reasons()) {
            if (all || reason.total() != 0) {
                List<Object> cells = new ArrayList<>(List.of(reason.label(), reason.total()));
                cells.addAll(reason.workers());
                cells.add(reason.help());
                table.row(cells);
            }
        }
        return (table.isEmpty() ? "" : table) + closing(drops, all);
    }

    private static String closing(Drops drops, boolean all) {
        long zeros =
                drops.reasons().stream().filter(reason -> reason.total() == 0).count();
        String hidden = all || zeros == 0 ? "" : "; reasons without a packet: " + zeros + " (--all shows them)";
        return "dropped packets: " + Table.number(drops.total()) + hidden + "\n";
    }
}
