package io.sallyport.cli;

import io.sallyport.api.DeviceStats;
import io.sallyport.api.InterfaceInfo;
import io.sallyport.api.Interfaces;
import io.sallyport.api.QueueChoice;
import io.sallyport.api.WorkerPackets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** {@code show interfaces}: what they are, what their devices count, what each worker moved. */
final class InterfacesText {
    private InterfacesText() {}

    static String of(Interfaces interfaces) {
        List<InterfaceInfo> all = interfaces.interfaces();
        return settings(all) + "\n" + queueChoice(all) + "\n" + devices(all) + "\n" + workers(all);
    }

    private static Table settings(List<InterfaceInfo> interfaces) {
        Table table = new Table()
                .words("INTERFACE", "ROLE", "ADDRESS", "MAC")
                .numbers("MTU")
                .words("LINK", "DRIVER")
                .numbers("QUEUES")
                .words("OFFLOADS");
        for (InterfaceInfo it : interfaces) {
            table.row(
                    it.name(),
                    it.role(),
                    it.address(),
                    it.mac(),
                    String.valueOf(it.mtu()),
                    link(it),
                    it.driver(),
                    it.queues(),
                    orDash(String.join(" ", it.offloads())));
        }
        return table;
    }

    private static String link(InterfaceInfo it) {
        if (!it.linkUp()) {
            return "DOWN";
        }
        return it.speedMbps() == 0 ? "up" : "up " + Table.number(it.speedMbps()) + " Mbit/s";
    }

    private static Table queueChoice(List<InterfaceInfo> interfaces) {
        Table table = new Table()
                .words("QUEUE CHOICE", "RSS OF")
                .numbers("TABLE", "FLOW RULES", "HANDED OFF")
                .words("REMARKS");
        for (InterfaceInfo it : interfaces) {
            QueueChoice choice = it.queueChoice();
            table.row(
                    it.name(),
                    orDash(String.join(" ", choice.rssTypes())),
                    choice.retaSize(),
                    choice.flowRules(),
                    Table.percent(it.handoffShare()),
                    orDash(String.join("; ", choice.remarks())));
        }
        return table;
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static Table devices(List<InterfaceInfo> interfaces) {
        Table table = new Table()
                .words("DEVICE")
                .numbers("IPACKETS", "OPACKETS", "IBYTES", "OBYTES", "IMISSED", "IERRORS", "OERRORS", "RX_NOMBUF");
        for (InterfaceInfo it : interfaces) {
            DeviceStats device = it.device();
            table.row(
                    it.name(),
                    device.ipackets(),
                    device.opackets(),
                    device.ibytes(),
                    device.obytes(),
                    device.imissed(),
                    device.ierrors(),
                    device.oerrors(),
                    device.rxNombuf());
        }
        return table;
    }

    private static Table workers(List<InterfaceInfo> interfaces) {
        int workers =
                interfaces.stream().mapToInt(it -> it.workers().size()).max().orElse(0);
        Table table = new Table().words("PACKETS BY WORKER", "").workers(workers);
        for (InterfaceInfo it : interfaces) {
            table.row(cells(it, "rx", WorkerPackets::rxPackets));
            table.row(cells(it, "tx", WorkerPackets::txPackets));
            table.row(cells(it, "handed off", WorkerPackets::handedOff));
        }
        return table;
    }

    private static List<Object> cells(InterfaceInfo it, String direction, ToLongFunction<WorkerPackets> packets) {
        List<Object> cells = new ArrayList<>(List.of(it.name(), direction));
        it.workers().forEach(worker -> cells.add(packets.applyAsLong(worker)));
        return cells;
    }
}
