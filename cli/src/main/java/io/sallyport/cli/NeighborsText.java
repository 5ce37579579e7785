package io.sallyport.cli;

import io.sallyport.api.NeighborInfo;
import io.sallyport.api.Neighbors;
import java.util.Objects;

/** {@code show neighbors}. */
final class NeighborsText {
    private NeighborsText() {}

    static String of(Neighbors neighbors) {
        if (neighbors.neighbors().isEmpty()) {
            return "no neighbors yet\n";
        }
        Table table = new Table().words("INTERFACE", "ADDRESS", "MAC", "STATE").numbers("AGE");
        for (NeighborInfo it : neighbors.neighbors()) {
            table.row(
                    it.interfaceName(),
                    it.address(),
                    Objects.requireNonNullElse(it.mac(), "-"),
                    it.state(),
                    Durations.text(it.ageSeconds()));
        }
        return table.toString();
    }
}
