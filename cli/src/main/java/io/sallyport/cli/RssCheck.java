package io.sallyport.cli;

import io.sallyport.api.InterfaceInfo;
import io.sallyport.api.Interfaces;
import io.sallyport.api.QueueChoice;
import io.sallyport.api.WorkerPackets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How packets came in over the queues of each interface between two answers of the API. A worker has one queue of each.
 *
 * @param good whether every queue brought packets
 * @param text for a person
 */
record RssCheck(boolean good, String text) {
    /** With fewer packets for each queue a queue without any says nothing. */
    private static final int TELLING = 16;
    /** Times the fair share from which on it is told that queues are uneven. */
    private static final double UNEVEN = 1.5;

    private static final int HUNDRED = 100;

    /** Compares two answers of one gateway. */
    static RssCheck of(Interfaces before, Interfaces after, int seconds) {
        StringBuilder text = new StringBuilder();
        List<String> complaints = new ArrayList<>();
        for (int number = 0; number < after.interfaces().size(); number++) {
            InterfaceInfo now = after.interfaces().get(number);
            Queues queues = Queues.of(before.interfaces().get(number), now);
            text.append(heading(now)).append('\n').append(queues.table());
            text.append(queues.evenness()).append("\n\n");
            queues.complaint(seconds).map(what -> now.name() + ": " + what).ifPresent(complaints::add);
        }
        String verdict = complaints.isEmpty() ? "every queue brought packets" : String.join("; ", complaints);
        return new RssCheck(
                complaints.isEmpty(),
                text.append("check-rss: ")
                        .append(verdict)
                        .append(", ")
                        .append(seconds)
                        .append(" s\n")
                        .toString());
    }

    private static String heading(InterfaceInfo it) {
        QueueChoice choice = it.queueChoice();
        return it.name() + ", " + it.role() + ", driver " + it.driver() + "\n"
                + "  spreads            " + orNothing(choice.rssTypes()) + "\n"
                + "  asked for, lacks   " + orNothing(choice.missingRssTypes()) + "\n"
                + "  key                "
                + (choice.rssKeyBytes() == 0 ? "none" : choice.rssKeyBytes() + " bytes, its driver's own") + "\n"
                + "  table              "
                + (choice.retaSize() == 0 ? "none that can be set" : choice.retaSize() + " entries, filled evenly")
                + "\n"
                + "  flow rules         " + choice.flowRules();
    }

    private static String orNothing(List<String> types) {
        return types.isEmpty() ? "nothing" : String.join(" ", types);
    }

    /** What one interface brought. */
    private static final class Queues {
        private final long[] packets;
        private final long[] handedOff;

        private Queues(long[] packets, long[] handedOff) {
            this.packets = packets;
            this.handedOff = handedOff;
        }

        static Queues of(InterfaceInfo before, InterfaceInfo after) {
            int count = after.workers().size();
            long[] packets = new long[count];
            long[] handedOff = new long[count];
            for (int queue = 0; queue < count; queue++) {
                WorkerPackets then = before.workers().get(queue);
                WorkerPackets now = after.workers().get(queue);
                packets[queue] = now.rxPackets() - then.rxPackets();
                handedOff[queue] = now.handedOff() - then.handedOff();
            }
            return new Queues(packets, handedOff);
        }

        private long total() {
            return sum(packets);
        }

        private static long sum(long[] numbers) {
            return LongStream.of(numbers).sum();
        }

        Table table() {
            Table table = new Table().numbers("QUEUE", "WORKER", "PACKETS", "SHARE", "HANDED OFF");
            for (int queue = 0; queue < packets.length; queue++) {
                table.row(
                        queue,
                        queue,
                        packets[queue],
                        Table.percent(share(packets[queue], total())),
                        Table.percent(share(handedOff[queue], packets[queue])));
            }
            return table;
        }

        String evenness() {
            if (total() == 0) {
                return "nothing came in";
            }
            long most = IntStream.range(0, packets.length)
                    .mapToLong(i -> packets[i])
                    .max()
                    .orElse(0);
            double timesFair = (double) most * packets.length / total();
            return (timesFair >= UNEVEN ? "uneven" : "even") + ": the busiest queue has "
                    + Math.round(timesFair * HUNDRED) / (double) HUNDRED + " times its fair share; "
                    + Table.percent(share(sum(handedOff), total()))
                    + " of the packets came in at a worker that does not own them";
        }

        private static double share(long part, long whole) {
            return whole == 0 ? 0.0 : (double) part / whole;
        }

        Optional<String> complaint(int seconds) {
            List<String> empty = IntStream.range(0, packets.length)
                    .filter(queue -> packets[queue] == 0)
                    .mapToObj(String::valueOf)
                    .toList();
            if (LongStream.of(packets).anyMatch(number -> number < 0)) {
                return Optional.of("the gateway was started anew meanwhile, try again");
            }
            if (empty.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    total() < (long) TELLING * packets.length
                            ? Table.number(total()) + " packets are too few to tell: send those of many flows, for "
                                    + seconds + " s at least"
                            : "nothing came in on queue " + String.join(", ", empty)
                                    + ": unless all packets were of a few flows, the device does not spread them");
        }
    }
}
