package io.sallyport.gateway.control;

import io.sallyport.dataplane.count.DropReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which drops are told and when (checklist C9.4): counts and times go in, lines come out. A source is told at most
 * once a second, all together at most {@link #MOST} times; what is not told is in the count of its next line.
 */
final class DropLines {
    /** Lines in a second, beside the one that says how many more there are. */
    static final int MOST = 10;

    /** What strangers or mistaken hosts cause at will, and a gateway is there to drop. */
    private static final Set<DropReason> EVERYDAY = EnumSet.of(
            DropReason.ED_FILTER,
            DropReason.NO_SESSION,
            DropReason.TTL_EXPIRED,
            DropReason.NOT_FOR_US,
            DropReason.NON_IPV4,
            DropReason.DESTINATION_NOT_UNICAST);

    /** A new trouble first, then whoever has waited longest. */
    private static final Comparator<DropEpisode> ORDER = Comparator.comparingInt(
                    (DropEpisode episode) -> episode.isNew() ? 0 : 1)
            .thenComparingLong(DropEpisode::toldAt);

    private final Map<DropSource, DropEpisode> episodes = new LinkedHashMap<>();
    private long secondBegan;
    private int told;
    private boolean saidMore;

    DropLines(long now) {
        secondBegan = now;
    }

    /** Takes packets dropped since the last time; everyday reasons are left to the counters. */
    void dropped(DropSource source, long packets, long now) {
        if (!EVERYDAY.contains(source.reason())) {
            episodes.computeIfAbsent(source, it -> new DropEpisode(it, now)).add(packets, now);
        }
    }

    /** The lines for now, most often none. */
    List<String> due(long now) {
        if (now - secondBegan >= DropEpisode.SECOND) {
            secondBegan = now;
            told = 0;
            saidMore = false;
        }
        episodes.values().removeIf(episode -> episode.isTold(now));
        return tell(
                episodes.values().stream()
                        .filter(episode -> episode.isDue(now))
                        .sorted(ORDER)
                        .toList(),
                now);
    }

    /** The lines for what was not told yet, due or not; afterwards nothing is. */
    List<String> end(long now) {
        List<DropEpisode> rest =
                episodes.values().stream().filter(DropEpisode::hasUntold).toList();
        told = 0;
        saidMore = false;
        episodes.clear();
        return tell(rest, now);
    }

    private List<String> tell(List<DropEpisode> ready, long now) {
        int room = Math.min(MOST - told, ready.size());
        List<String> lines = new ArrayList<>();
        for (DropEpisode episode : ready.subList(0, room)) {
            if (episode.isOver(now)) {
                episodes.remove(episode.source());
            }
            lines.add(episode.tell(now));
        }
        told += room;
        if (room < ready.size() && !saidMore) {
            saidMore = true;
            lines.add(more(ready.subList(room, ready.size())));
        }
        return lines;
    }

    private static String more(List<DropEpisode> untold) {
        long reasons =
                untold.stream().map(it -> it.source().reason()).distinct().count();
        long workers =
                untold.stream().map(it -> it.source().worker()).distinct().count();
        return "and " + reasons + " more reason" + (reasons == 1 ? "" : "s") + " on " + workers + " worker"
                + (workers == 1 ? "" : "s") + ": see ./sallyport show drops";
    }
}
