package io.sallyport.gate;

import io.sallyport.gate.report.Account;
import io.sallyport.gate.verdict.Judge;
import io.sallyport.gate.verdict.MachineRecord;
import io.sallyport.gate.verdict.RowTable;
import io.sallyport.gate.verdict.TestWord;
import io.sallyport.lab.Progress;
import io.sallyport.lab.machine.Adapter;
import io.sallyport.lab.machine.Specification;
import io.sallyport.lab.machine.VirtualMachine;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Report;
import io.sallyport.verify.Resource;
import io.sallyport.verify.boxes.Checklist;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The gate's stories, told to a gateway in a virtual machine. One thread. */
final class MachineRun {
    /** In this story the lab chooses the queues, which it can where the device does not. */
    private static final String ASYMMETRY = "asymmetry";

    private final Adapter adapter;
    private final String jvmFlags;
    private final Progress progress;
    private final Report report = new Report();

    /** With network cards, and more flags for the JVM of each gateway. */
    MachineRun(Adapter adapter, String jvmFlags, Progress progress) {
        this.adapter = adapter;
        this.jvmFlags = jvmFlags;
        this.progress = progress;
    }

    /** The gate's rows, and those that only a machine with network cards can settle. */
    static RowTable rows() {
        List<String> lines = new ArrayList<>(Resource.lines(RowTable.class, "rows.txt"));
        List<String> more = Resource.lines(RowTable.class, "machine-rows.txt");
        lines.removeIf(line -> line.startsWith("! C13.2 "));
        lines.addAll(more);
        return RowTable.parse(lines);
    }

    /** Tells stories; what was found and what it says of the boxes. */
    Account account(Set<String> stories) {
        Set<String> byTap = new TreeSet<>(stories);
        byTap.retainAll(needNoRss());
        Set<String> byRss = new TreeSet<>(stories);
        byRss.removeAll(byTap);
        tell(byRss, adapter);
        tell(byTap, Adapter.VIRTIO_NO_RSS);
        TestWord tests = Sources.testWord();
        return new Account(
                new Judge(rows(), report.findings(), tests).judge(Checklist.boxes()),
                List.of(machine()),
                Sources.ofBuild().split(" ", 2)[0],
                tests.whyNot(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                progress.seconds());
    }

    /** All that was found, as one table. */
    String table() {
        return report.table();
    }

    List<Finding> findings() {
        return report.findings();
    }

    /** The same as a file for the gate. */
    MachineRecord record(Account account) {
        String flags = Specification.of(adapter).withJvmFlags(jvmFlags).jvmFlags();
        String machine = "%s with network cards that QEMU emulates%s"
                .formatted(
                        VirtualMachine.canVirtualize() ? "a virtual machine" : "an emulated machine",
                        flags.isEmpty() ? "" : " and " + flags);
        return new MachineRecord(Sources.ofGateway(), account.finished(), machine, findings());
    }

    boolean allHeld() {
        return report.allHeld();
    }

    String verdict() {
        return report.verdict();
    }

    private void tell(Set<String> stories, Adapter cards) {
        if (!stories.isEmpty()) {
            progress.say("a virtual machine with %s network cards".formatted(cards));
            List<String> options = new ArrayList<>(List.of("--device", cards.toString()));
            if (!jvmFlags.isEmpty()) {
                options.add("--jvm=" + jvmFlags);
            }
            Setup setup = Setup.inMachine(text -> patient(text, cards), options.toArray(String[]::new));
            new GateRun(setup, progress).tell(stories).forEach(report::add);
        }
    }

    /** All UDP ports of an address cannot be taken in 15 s by a gateway that is a hundred times slower. */
    private static String patient(String configuration, Adapter cards) {
        return configuration
                .replace("timeouts: {udp: 15s}", "timeouts: {udp: 120s}")
                .replace("workers: {count: 4}", "workers: {count: %d}".formatted(cards.queues()));
    }

    private static String machine() {
        return VirtualMachine.canVirtualize()
                ? "it ran in a virtual machine"
                : "it ran in an emulated machine, on emulated network cards";
    }

    /**
     * Stories on cards without RSS. QEMU 7.2 spreads by RSS itself: a packet that it read from one queue of the tap and that belongs into a
     * full queue of the card has it stop reading that queue of the tap, and it goes on when the card's queue of the same number has been empty, which may
     * be never. So nothing that fills the card's queues can be told there.
     */
    private static Set<String> needNoRss() {
        Set<String> names = new TreeSet<>(Stage.FULL.stories().keySet());
        names.add(ASYMMETRY);
        return names;
    }
}
