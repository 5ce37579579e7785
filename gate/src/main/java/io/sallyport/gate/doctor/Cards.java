package io.sallyport.gate.doctor;

import java.util.ArrayList;
import java.util.List;

/** Network cards on PCI, and what stands between them and DPDK. */
final class Cards {
    private static final String DEVICES = "sys/bus/pci/devices/";
    private static final String ETHERNET = "0x0200";
    private static final List<String> FOR_DPDK = List.of("vfio-pci", "uio_pci_generic", "igb_uio");

    private Cards() {}

    static List<Remark> examine(Tree tree) {
        List<Remark> remarks = new ArrayList<>();
        remarks.add(iommu(tree));
        remarks.add(vfio(tree));
        List<String> cards = tree.names(DEVICES, "[0-9a-fA-F:.]+").stream()
                .filter(device -> tree.read(DEVICES + device + "/class").startsWith(ETHERNET))
                .toList();
        cards.forEach(card -> remarks.add(card(tree, card)));
        if (cards.isEmpty()) {
            remarks.add(
                    Remark.lacks(
                            "network cards",
                            "none on PCI",
                            "put a card in, or give the virtual machine one; for trials there are virtual ports (docs/lab.md)"));
        }
        return remarks;
    }

    private static Remark iommu(Tree tree) {
        int groups = tree.names("sys/kernel/iommu_groups", "\\d+").size();
        return groups > 0
                ? Remark.good("IOMMU", groups + " groups")
                : Remark.note(
                        "IOMMU",
                        "none in use",
                        "switch it on in the firmware and add intel_iommu=on iommu=pt (AMD: iommu=pt) to the kernel command line; without one: modprobe vfio enable_unsafe_noiommu_mode=1");
    }

    private static Remark vfio(Tree tree) {
        return tree.exists("sys/module/vfio_pci") || tree.exists("sys/bus/pci/drivers/vfio-pci")
                ? Remark.good("VFIO", "vfio-pci is there")
                : Remark.note("VFIO", "vfio-pci is not loaded; cards of Mellanox need none", "modprobe vfio-pci");
    }

    private static Remark card(Tree tree, String card) {
        String folder = DEVICES + card;
        String driver = tree.linkedName(folder + "/driver");
        String ids = "%s:%s"
                .formatted(
                        tree.read(folder + "/vendor").replace("0x", ""),
                        tree.read(folder + "/device").replace("0x", ""));
        String node = tree.read(folder + "/numa_node");
        String where = node.isEmpty() || node.equals("-1") ? "" : ", node " + node;
        String what = "card " + card;
        if (FOR_DPDK.contains(driver)) {
            return Remark.good(what, "%s, driver %s: ready for DPDK%s".formatted(ids, driver, where));
        }
        String name = interfaceName(tree, folder);
        String found = "%s, driver %s%s%s".formatted(ids, driver.isEmpty() ? "none" : driver, where, link(tree, name));
        if (hasDefaultRoute(tree, name)) {
            return Remark.note(what, found + "; the machine's own way out", "leave it, and give the gateway others");
        }
        return Remark.note(
                what,
                found + "; with the kernel",
                "dpdk-devbind.py -b vfio-pci %s (not for cards of Mellanox)".formatted(card));
    }

    /** Of a virtio device it is one folder further down. */
    private static String interfaceName(Tree tree, String folder) {
        List<String> names = new ArrayList<>(tree.names(folder + "/net", ".+"));
        for (String virtio : tree.names(folder, "virtio\\d+")) {
            names.addAll(tree.names(folder + "/" + virtio + "/net", ".+"));
        }
        return names.isEmpty() ? "" : names.getFirst();
    }

    private static String link(Tree tree, String name) {
        if (name.isEmpty()) {
            return "";
        }
        String folder = "sys/class/net/" + name;
        int queues = tree.names(folder + "/queues", "rx-\\d+").size();
        long speed = tree.number(folder + "/speed");
        return ", %s, link %s%s, %d RX queue%s%s"
                .formatted(
                        name,
                        tree.read(folder + "/operstate"),
                        speed > 0 ? " %,d Mbit/s".formatted(speed) : "",
                        queues,
                        queues == 1 ? "" : "s",
                        queues > 1 ? " (RSS)" : "");
    }

    private static boolean hasDefaultRoute(Tree tree, String name) {
        return !name.isEmpty()
                && tree.lines("proc/net/route").stream()
                        .map(line -> line.split("\\s+", -1))
                        .anyMatch(columns ->
                                columns.length > 1 && columns[0].equals(name) && columns[1].equals("00000000"));
    }
}
