package io.sallyport.verify.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Section 7: datagrams that come in fragments. */
final class Fragments {
    private static final int LEAST_SHARE = 64;

    private final Map<Datagram.Key, Datagram> datagrams = new HashMap<>();
    private final long timeout;
    private final int limit;
    private final ToIntFunction<Datagram.Key> home;

    /**
     * Makes an empty table.
     *
     * @param home the worker that follows a datagram
     */
    Fragments(Configuration configuration, ToIntFunction<Datagram.Key> home) {
        this.timeout = configuration.timeouts().fragment();
        this.limit = configuration.limits().fragmentsPerWorker();
        this.home = home;
    }

    /** Forgets what has waited long enough, and drops what is held of it. */
    void expire(Turn turn) {
        datagrams.values().removeIf(datagram -> {
            boolean isOver = turn.now - datagram.since >= timeout;
            if (isOver) {
                datagram.held.forEach(fragment -> turn.drop(Reason.FRAGMENT_TIMEOUT));
            }
            return isOver;
        });
    }

    /** Takes a fragment in, and lets pass what can: this one, and those that waited for it. */
    void accept(Turn turn, Transit transit, Consumer<Transit> pass) {
        Ip fragment = transit.packet;
        Drop.when(isRefused(fragment), Reason.FRAGMENT_REFUSED);
        Datagram datagram = datagram(turn, Datagram.Key.of(transit));
        Drop.when(datagram.contradicts(fragment), Reason.FRAGMENT_REFUSED);
        datagram.come(fragment);
        if (datagram.ports == null && fragment.isLaterFragment()) {
            Drop.when(mayHoldNoMoreOf(datagram.key), Reason.FRAGMENT_TABLE_FULL);
            datagram.held.add(transit);
            turn.hold();
            return;
        }
        pass(datagram, transit, pass);
        while (datagram.ports != null && !datagram.held.isEmpty()) {
            pass(datagram, datagram.held.remove(), pass);
        }
        if (datagram.isComplete()) {
            datagrams.remove(datagram.key);
        }
    }

    /** The first fragment learns its ports on its way, which the datagram remembers. */
    private static void pass(Datagram datagram, Transit transit, Consumer<Transit> pass) {
        if (datagram.ports != null) {
            transit.takePorts(datagram.ports);
        } else {
            transit.teach = ports -> datagram.ports = ports;
        }
        pass.accept(transit);
    }

    /** Rule 1. */
    private static boolean isRefused(Ip fragment) {
        int length = fragment.payloadLength();
        int least = TransportHeader.leastBytes(fragment.protocol());
        return length == 0
                || (fragment.moreFollow() && length % 8 != 0)
                || (fragment.isLaterFragment() ? fragment.offset() < least : length < least)
                || fragment.isIcmpError();
    }

    /** Rule 2. */
    private Datagram datagram(Turn turn, Datagram.Key key) {
        Datagram known = datagrams.get(key);
        if (known != null) {
            return known;
        }
        List<Datagram> all = followedWith(key, datagrams.values());
        boolean isFull = all.size() >= limit
                || all.stream().filter(d -> d.key.source() == key.source()).count() >= share();
        Drop.when(isFull, Reason.FRAGMENT_TABLE_FULL);
        Datagram datagram = new Datagram(key, turn.now);
        datagrams.put(key, datagram);
        return datagram;
    }

    /** Rule 4. */
    private boolean mayHoldNoMoreOf(Datagram.Key key) {
        int all = 0;
        int ofSource = 0;
        for (Datagram datagram : followedWith(key, datagrams.values())) {
            all += datagram.held.size();
            ofSource += datagram.key.source() == key.source() ? datagram.held.size() : 0;
        }
        return all >= limit || ofSource >= share();
    }

    private List<Datagram> followedWith(Datagram.Key key, Collection<Datagram> candidates) {
        List<Datagram> same = new ArrayList<>();
        for (Datagram candidate : candidates) {
            if (home.applyAsInt(candidate.key) == home.applyAsInt(key)) {
                same.add(candidate);
            }
        }
        return same;
    }

    private int share() {
        return Math.min(limit, Math.max(LEAST_SHARE, limit / 8));
    }
}
