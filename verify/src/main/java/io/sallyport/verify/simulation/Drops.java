package io.sallyport.verify.simulation;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.verify.check.Finding;
import java.util.List;

/** Holds what workers drop against what they count and against the {@link Excuses} of each packet. One thread. */
final class Drops {
    private final Rig rig;
    private final Book book;
    private final Excuses excuses;
    private final Congestion congestion;
    private final Account account;
    private final Tally tally;
    private final Trace trace;
    private final long[][] dropped;
    private final long[] deleted;
    private final int[] counted = new int[DropReason.ALL.length];

    Drops(Rig rig, Book book, Excuses excuses, Congestion congestion, Account account, Tally tally, Trace trace) {
        this.rig = rig;
        this.book = book;
        this.excuses = excuses;
        this.congestion = congestion;
        this.account = account;
        this.tally = tally;
        this.trace = trace;
        this.dropped = new long[rig.workers().size()][DropReason.ALL.length];
        this.deleted = new long[rig.workers().size()];
    }

    /** Packets dropped for a reason by all workers. */
    long total(DropReason reason) {
        long sum = 0;
        for (long[] worker : dropped) {
            sum += worker[reason.ordinal()];
        }
        return sum;
    }

    /** What the worker gave back in its turn was dropped, each packet for a reason that it may have. */
    void judge(Worker worker, CounterSnapshot copy, long now) {
        int number = worker.number();
        int sum = 0;
        for (DropReason reason : DropReason.ALL) {
            int at = reason.ordinal();
            long total = copy.get(reason);
            counted[at] = (int) (total - dropped[number][at]);
            dropped[number][at] = total;
            sum += counted[at];
        }
        long deletedNow = copy.get(Counter.SESSIONS_DELETED);
        List<Parcel> given = rig.pool().given();
        if (given.size() != sum) {
            throw new Finding(
                    "drops",
                    "worker %d has given %d packets back and counted %d drops".formatted(number, given.size(), sum));
        }
        if (sum > 0) {
            boolean full = worker.sessions().size() + 1 >= worker.sessions().capacity() || deletedNow > deleted[number];
            drops(number, given, full, now);
        }
        deleted[number] = deletedNow;
    }

    private void drops(int worker, List<Parcel> given, boolean tableFull, long now) {
        Excuses.Trouble trouble = new Excuses.Trouble(
                now,
                congestion.ringLacks(worker, now),
                congestion.ringStands(worker, now),
                congestion.transmitStands(worker, now),
                tableFull);
        long[] may =
                given.stream().mapToLong(parcel -> may(worker, parcel, trouble)).toArray();
        DropReason[] reasons = Matching.assign(may, counted);
        for (int k = 0; k < reasons.length; k++) {
            Parcel parcel = given.get(k);
            DropReason reason = reasons[k];
            if (reason == null) {
                throw unexcused(worker, parcel, may[k], trouble);
            }
            trace.line(now, () -> "dropped by worker %d, %s: %s".formatted(worker, reason.label(), parcel));
            drop(worker, parcel, reason, may[k]);
        }
    }

    private long may(int worker, Parcel parcel, Excuses.Trouble trouble) {
        if (!parcel.way().leadsTo(worker)) {
            throw new Finding(
                    "owner", "%s is dropped by worker %d; its way is %s".formatted(parcel, worker, parcel.way()));
        }
        long reasons = excuses.of(parcel, trouble, crowd(worker, parcel.way()));
        return parcel.kind() == Parcel.Kind.OWN ? reasons : Account.possible(parcel, worker, reasons);
    }

    /** Most packets that may be waiting where a packet is handed over by a worker. */
    private int crowd(int worker, Way way) {
        int most = 0;
        for (int place = 1; place < way.length(); place++) {
            if (way.at(place - 1) == worker) {
                most = Math.max(most, 1 + rig.pool().headed(worker, way.at(place)));
            }
        }
        return most;
    }

    private void drop(int worker, Parcel parcel, DropReason reason, long may) {
        tally.dropped(reason);
        if (parcel.kind() == Parcel.Kind.OWN) {
            return;
        }
        if (parcel.kind() == Parcel.Kind.STRANGER && reason == DropReason.ED_FILTER) {
            tally.add(Tally.Of.STRANGERS_REFUSED, 1);
        }
        long seen = 0;
        for (int at = 0; at < counted.length; at++) {
            seen |= counted[at] > 0 ? 1L << at : 0;
        }
        account.dropped(parcel, worker, may & seen);
    }

    private Finding unexcused(int worker, Parcel parcel, long may, Excuses.Trouble trouble) {
        StringBuilder counts = new StringBuilder();
        StringBuilder allowed = new StringBuilder();
        for (DropReason reason : DropReason.ALL) {
            int n = counted[reason.ordinal()];
            counts.append(n > 0 ? " " + n + " " + reason.label() : "");
            allowed.append((may & 1L << reason.ordinal()) != 0 ? " " + reason.label() : "");
        }
        boolean sure =
                parcel.flow() != null && book.conversation(parcel.flow()).isSureSince(parcel.at(), trouble.now());
        return new Finding(
                sure && parcel.isKnown() ? "established flow" : "drop reason",
                "%s is lost on worker %d, which counted%s; it may be dropped for%s only (%s)"
                        .formatted(parcel, worker, counts, allowed.isEmpty() ? " nothing" : allowed, trouble));
    }
}
