package io.sallyport.verify.run;

import io.sallyport.verify.model.Reason;
import io.sallyport.verify.model.Result;
import io.sallyport.verify.model.Result.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What has become of the packets of many episodes: what traffic never reached was not compared. Any thread. */
final class Tally implements Watcher {
    private final Map<Reason, AtomicLong> drops = new EnumMap<>(Reason.class);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong left = new AtomicLong();

    Tally() {
        for (Reason reason : Reason.values()) {
            drops.put(reason, new AtomicLong());
        }
    }

    @Override
    public void comes(Event event) {
        sent.incrementAndGet();
    }

    @Override
    public void judged(Result result) {
        for (Result.Fate fate : result.fates()) {
            if (fate.kind() == Kind.TRANSMITTED) {
                left.incrementAndGet();
            }
            AtomicLong count = fate.reason() == null ? null : drops.get(fate.reason());
            if (count != null) {
                count.incrementAndGet();
            }
        }
    }

    /** Frames that came in. */
    long sent() {
        return sent.get();
    }

    /** Frames that left. */
    long left() {
        return left.get();
    }

    /** Reasons for which nothing was dropped. */
    List<Reason> unseen() {
        return Arrays.stream(Reason.values())
                .filter(reason -> dropped(reason) == 0)
                .toList();
    }

    long dropped(Reason reason) {
        AtomicLong count = drops.get(reason);
        return count == null ? 0 : count.get();
    }

    /** Each reason with the number of packets dropped for it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        drops.forEach((reason, count) ->
                text.append(' ').append(reason.label()).append('=').append(count));
        return text.toString().strip();
    }
}
