package io.sallyport.cli;

import io.sallyport.api.Ledger;
import io.sallyport.api.LedgerInterface;
import io.sallyport.api.LedgerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * {@code show ledger}: what came, above; what became of it, below; both sides of each interface; and whether all of it adds
 * up.
 */
final class LedgerText {
    private final Ledger ledger;
    private final Table table;

    private LedgerText(Ledger ledger) {
        this.ledger = ledger;
        this.table = new Table()
                .words("PACKETS")
                .numbers("TOTAL")
                .workers(ledger.workers().size());
    }

    static String of(Ledger ledger) {
        return new LedgerText(ledger).text();
    }

    private String text() {
        row("received", Table.number(ledger.received()), LedgerRow::received);
        row("+ generated", Table.number(ledger.generated()), LedgerRow::generated);
        row("+ taken over", "", LedgerRow::takenOver);
        row("- transmitted", Table.number(ledger.transmitted()), LedgerRow::transmitted);
        row("- consumed", Table.number(ledger.consumed()), LedgerRow::consumed);
        row("- dropped", Table.number(ledger.dropped()), LedgerRow::dropped);
        row("- handed off", "", LedgerRow::handedOff);
        row("- in flight", Table.number(ledger.inFlight()), LedgerRow::inFlight);
        row("= difference", Table.number(ledger.difference()), LedgerRow::difference);
        return table + "\n" + interfaces() + "\n" + devices() + closing();
    }

    private void row(String name, String total, ToLongFunction<LedgerRow> term) {
        List<Object> cells = new ArrayList<>(List.of(name, total));
        ledger.workers().forEach(worker -> cells.add(term.applyAsLong(worker)));
        table.row(cells);
    }

    /** What devices count, beside what workers took from them and gave to them. */
    private Table interfaces() {
        Table sides = new Table()
                .words("INTERFACE")
                .numbers("RECEIVED", "TAKEN", "NOT TAKEN", "GIVEN", "SENT", "NOT SENT")
                .numbers("IMISSED", "RX_NOMBUF", "IERRORS", "OERRORS");
        for (LedgerInterface it : ledger.interfaces()) {
            sides.row(
                    it.interfaceName(),
                    it.deviceReceived(),
                    it.taken(),
                    it.notTaken(),
                    it.given(),
                    it.deviceSent(),
                    it.notSent(),
                    it.imissed(),
                    it.rxNombuf(),
                    it.ierrors(),
                    it.oerrors());
        }
        return sides;
    }

    private String devices() {
        return "lost by devices, beside the ledger: imissed "
                + Table.number(ledger.device().imissed())
                + ", rx_nombuf " + Table.number(ledger.device().rxNombuf())
                + ", oerrors " + Table.number(ledger.device().oerrors()) + "\n";
    }

    private String closing() {
        if (!ledger.stalled().isEmpty()) {
            return "NOT SETTLED: these workers did not answer, their numbers may not fit each other: "
                    + ledger.stalled().stream().map(String::valueOf).collect(Collectors.joining(", ")) + "\n";
        }
        if (ledger.difference() != 0) {
            return "OUT BY " + Table.number(ledger.difference()) + "\n";
        }
        for (LedgerRow worker : ledger.workers()) {
            if (worker.difference() != 0) {
                return "OUT BY " + Table.number(worker.difference()) + " on worker " + worker.worker() + "\n";
            }
        }
        return "balanced\n";
    }
}
