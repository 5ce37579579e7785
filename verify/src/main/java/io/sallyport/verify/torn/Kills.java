package io.sallyport.verify.torn;

import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.verify.check.Finding;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The deaths of a process before each store of a turn and after the last, and what others take over from each. What must hold, with
 * <em>due</em> for what lines hold whose time is not up:
 *
 * <ul>
 *   <li>killed before the first store, exactly what was due before the turn comes back; after the last, exactly what is due after it;
 *   <li>in between, every session that is due both before and after comes back, and none that there was neither before nor after. The
 *       one that the last store was to may be missing: a TCP state with a shorter timeout is written before the time of the packet;
 *   <li>from one store to the next the sessions that come back differ by one at most, and the mappings too: so what comes back is
 *       always what whole operations have left, but for the one record that is being written. A session of an endpoint-independent
 *       mapping has up to three records, of which its own is written last when it begins. When it ends as the last one of a
 *       mapping that may not rest, the mapping's is cleared first, and it does not come back without that;
 *   <li>nothing is discarded but what has expired, and such a last session: no record is ever seen half written;
 *   <li>what came back fits together ({@link TablesCheck}); at one of the deaths it is talked to ({@link TalkCheck}), nothing of it
 *       outlives all timeouts, and its own restoration is killed before some of its stores, after which the same comes back.
 * </ul>
 */
final class Kills {
    private static final int KILLS_OF_RESTORATION = 4;
    private static final int MOST_WORKERS = 7;

    private final Desk desk;
    private final Scene scene;
    private final long now;
    private final StoreLog log;
    private final byte[] image;
    private final SplittableRandom random;
    private final Tally tally;
    private final Desk.Heir heir;

    /**
     * Prepares them.
     *
     * @param now time of the turn
     * @param after the lines after the turn
     */
    Kills(Desk desk, Scene scene, long now, StoreLog log, byte[] after, SplittableRandom random, Tally tally) {
        this.desk = desk;
        this.scene = scene;
        this.now = now;
        this.log = log;
        this.image = after.clone();
        this.random = random;
        this.tally = tally;
        boolean anew = random.nextInt(3) == 0;
        int workers = anew ? 1 + random.nextInt(MOST_WORKERS) : scene.workers();
        this.heir = new Desk.Heir(workers, anew, random.nextLong());
    }

    /** Dies everywhere, from the last store to the first. */
    void run(Contents before, Contents after) {
        int stamp = (int) (now / 1_000_000);
        Contents dueBefore = before.due(scene.timeouts(), stamp);
        Contents dueAfter = after.due(scene.timeouts(), stamp);
        int special = random.nextInt(log.size() + 1);
        Contents last = null;
        for (int store = log.size(); store >= 0; store--) {
            if (store < log.size()) {
                log.undo(store, image);
            }
            Contents back = takenOver(store == special);
            if (store == log.size()) {
                same("after the last store", dueAfter, back);
            }
            between(before, after, back);
            kept(dueBefore, dueAfter, back, store == 0 ? null : desk.line(image, log.line(store - 1)));
            if (last != null) {
                step(last.sessions().keySet(), back.sessions().keySet());
                step(last.mappings(), back.mappings());
            }
            last = back;
        }
        if (last != null) {
            same("before the first store", dueBefore, last);
        }
        tally(before, after);
    }

    private Contents takenOver(boolean special) {
        Desk.Successor successor = desk.successor(scene, heir, image, now);
        Gateway gateway = successor.gateway();
        blame(successor.restored());
        new TablesCheck(gateway, scene).run();
        Contents back = Contents.of(gateway.lines(), gateway.count());
        if (successor.restored().sessions() != back.sessions().size()) {
            throw new Finding(
                    "count",
                    "%d sessions are said to be back and %d are"
                            .formatted(
                                    successor.restored().sessions(),
                                    back.sessions().size()));
        }
        states(desk.contents(image), back);
        if (special) {
            int asked = new TalkCheck(gateway, scene, random).run(back);
            tally.add("deaths: sessions talked to", asked);
            gateway.outlive(scene.longest());
            new TablesCheck(gateway, scene).run();
            again(back);
        }
        tally.add("deaths: kill points", 1);
        tally.add("deaths: sessions taken over", back.sessions().size());
        return back;
    }

    /** Nothing is discarded but for its age, and one session at most that has lost its mapping. */
    private static void blame(Restored restored) {
        for (Discard reason : Discard.ALL) {
            long most = reason == Discard.EXPIRED ? Long.MAX_VALUE : reason == Discard.MAPPING_LOST ? 1 : 0;
            if (restored.discarded(reason) > most) {
                throw new Finding("discarded", restored + "");
            }
        }
    }

    /** What of a session changes comes back as it was left. */
    private static void states(Contents left, Contents back) {
        back.sessions().forEach((session, state) -> {
            if (!state.equals(left.sessions().get(session))) {
                throw new Finding(
                        "state",
                        "%s comes back with %s and was left with %s"
                                .formatted(session, state, left.sessions().get(session)));
            }
        });
    }

    private void same(String when, Contents due, Contents back) {
        if (!due.sessions().equals(back.sessions()) || !due.mappings().equals(back.mappings())) {
            throw new Finding(
                    "sessions",
                    "killed %s, these should come back: %s, %s; these do: %s, %s"
                            .formatted(when, due.sessions(), due.mappings(), back.sessions(), back.mappings()));
        }
    }

    private static void between(Contents before, Contents after, Contents back) {
        for (Identity session : back.sessions().keySet()) {
            if (!before.sessions().containsKey(session) && !after.sessions().containsKey(session)) {
                throw new Finding("made up", session + " was there neither before nor after");
            }
        }
    }

    private static void kept(Contents dueBefore, Contents dueAfter, Contents back, @Nullable Identity written) {
        for (Identity session : dueBefore.sessions().keySet()) {
            if (dueAfter.sessions().containsKey(session)
                    && !session.equals(written)
                    && !back.sessions().containsKey(session)) {
                throw new Finding("lost", session + " was there before and after and does not come back");
            }
        }
    }

    private static void step(Set<Identity> one, Set<Identity> other) {
        Set<Identity> different = new HashSet<>(one);
        different.removeAll(other);
        Set<Identity> reverse = new HashSet<>(other);
        reverse.removeAll(one);
        different.addAll(reverse);
        if (different.size() > 1) {
            throw new Finding("step", "one store makes the difference of " + different);
        }
    }

    /** Those who take over are killed as well, in the middle of it and when they are done. */
    private void again(Contents back) {
        if (heir.anew()) {
            return; // what they write is no file that anybody looks at before it is whole
        }
        Gateway gateway = desk.heir(scene, heir, image, now);
        StoreLog stores = new StoreLog(gateway.lines(), image.length);
        stores.watch(() -> desk.takeOver(gateway, heir, image));
        byte[] done = gateway.image();
        int first = image.length / Long.BYTES; // after those that put the image there
        for (int kill = 0; kill < KILLS_OF_RESTORATION; kill++) {
            int store = kill == 0 ? stores.size() : first + random.nextInt(stores.size() - first + 1);
            byte[] left = stores.before(store, done);
            Desk.Successor second = desk.successor(scene, heir, left, now);
            blame(second.restored());
            new TablesCheck(second.gateway(), scene).run();
            same(
                    "while it took over",
                    back,
                    Contents.of(second.gateway().lines(), second.gateway().count()));
            tally.add("deaths: while taking over", 1);
        }
    }

    private void tally(Contents before, Contents after) {
        tally.add("cases: " + (heir.anew() ? "dealt out anew" : "taken over in place"), 1);
        tally.add(
                "cases: sessions begun",
                fresh(before.sessions().keySet(), after.sessions().keySet()));
        tally.add(
                "cases: sessions ended",
                fresh(after.sessions().keySet(), before.sessions().keySet()));
        tally.add("cases: mappings begun", fresh(before.mappings(), after.mappings()));
        tally.add("cases: mappings ended", fresh(after.mappings(), before.mappings()));
        tally.add("cases: peers begun", fresh(before.peers(), after.peers()));
        tally.add("cases: peers ended", fresh(after.peers(), before.peers()));
        if (after.records() == scene.workers() * scene.capacity()) {
            tally.add("cases: all lines in use", 1);
        }
        for (Identity session : after.sessions().keySet()) {
            tally.add("sessions: protocol %d kind %d".formatted(session.protocol(), session.kind()), 1);
        }
    }

    private static int fresh(Set<Identity> before, Set<Identity> after) {
        int fresh = 0;
        for (Identity one : after) {
            fresh += before.contains(one) ? 0 : 1;
        }
        return fresh;
    }
}
