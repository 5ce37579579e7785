package io.sallyport.verify.torn;

import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.restart.Discard;
import io.sallyport.dataplane.restart.Restored;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.verify.check.Finding;
import io.sallyport.verify.craft.Craft;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One gateway under random traffic. In each case its lines are copied and damaged, and another takes over what is there. What must hold:
 *
 * <ul>
 *   <li>nothing is thrown, and no memory touched that is not there;
 *   <li>each session and mapping that comes back is one that there was, with its tuples, protocol, slot and kind; its TCP state
 *       is one that there is, and its time neither up nor to come;
 *   <li>what nobody has damaged comes back;
 *   <li>sessions, mappings, discarded records and peers make up all records there were;
 *   <li>all of it fits together ({@link TablesCheck}), sessions that came back are translated as before ({@link TalkCheck}), and flows that
 *       did not come back begin anew or are refused for a reason.
 * </ul>
 */
final class CorruptionStory implements Stories.Story {
    private static final int CASES = 20;
    private static final int ROUNDS = 4;
    private static final int FLOWS = 6;
    private static final int MOST_WORKERS = 7;
    private static final int HIGHEST_TCP_STATE = 31;

    @Override
    public void tell(Desk desk, long seed, Tally tally) {
        Scene scene = SceneMaker.make(seed);
        SplittableRandom random = new SplittableRandom(~seed);
        Traffic traffic = new Traffic(scene, random);
        Gateway gateway = desk.start(scene, random.nextLong());
        for (int told = 0; told < CASES; told++) {
            for (int round = 0; round < ROUNDS; round++) {
                traffic.round(gateway);
            }
            byte[] image = gateway.image();
            byte[] damaged = new Damage(random, tally).of(image);
            new Case(desk, scene, gateway.now(), random, tally, image, damaged).run();
            tally.add(Stories.CASES, 1);
        }
        gateway.balance();
    }

    /** One image. */
    private static final class Case {
        private final Desk desk;
        private final Scene scene;
        private final long now;
        private final SplittableRandom random;
        private final Tally tally;
        private final byte[] image;
        private final byte[] damaged;

        Case(Desk desk, Scene scene, long now, SplittableRandom random, Tally tally, byte[] image, byte[] damaged) {
            this.desk = desk;
            this.scene = scene;
            this.now = now;
            this.random = random;
            this.tally = tally;
            this.image = image;
            this.damaged = damaged;
        }

        void run() {
            boolean anew = random.nextInt(3) == 0;
            int workers = anew ? 1 + random.nextInt(MOST_WORKERS) : scene.workers();
            Desk.Heir heir = new Desk.Heir(workers, anew, random.nextLong());
            Contents there = desk.contents(image);
            Desk.Successor successor = desk.successor(scene, heir, damaged, now);
            Gateway gateway = successor.gateway();
            Contents back = Contents.of(gateway.lines(), gateway.count());
            new TablesCheck(gateway, scene).run();
            known(there, back, gateway.stamp());
            unharmed(there, back, gateway.stamp());
            account(successor.restored(), back);
            tally.add("records: sessions talked to", new TalkCheck(gateway, scene, random).run(back));
            open(gateway);
            tally(heir, successor.restored(), there, back);
        }

        private void known(Contents there, Contents back, int stamp) {
            for (Map.Entry<Identity, Contents.State> entry : back.sessions().entrySet()) {
                Identity session = entry.getKey();
                Contents.State state = entry.getValue();
                int idle = stamp - state.lastActivity();
                int states = session.protocol() == Talk.TCP ? HIGHEST_TCP_STATE : 0;
                if (!there.sessions().containsKey(session)
                        || state.tcpState() > states
                        || idle < 0
                        || idle >= scene.timeouts().of(session.protocol(), state.tcpState())) {
                    throw new Finding("made up", "%s comes back with %s, %d ms idle".formatted(session, state, idle));
                }
            }
            if (!there.mappings().containsAll(back.mappings())) {
                throw new Finding("made up", "mappings come back: " + back.mappings());
            }
        }

        /** Lines that are as they were come back, with their mappings'. */
        private void unharmed(Contents there, Contents back, int stamp) {
            Set<Identity> whole = new HashSet<>();
            for (int line = 0; line < image.length; line += SessionLine.SIZE) {
                int end = line + SessionLine.SIZE;
                if (Arrays.equals(image, line, end, damaged, line, end)) {
                    Contents one = desk.contents(Arrays.copyOfRange(image, line, end));
                    whole.addAll(one.sessions().keySet());
                    whole.addAll(one.mappings());
                }
            }
            for (Identity session :
                    there.due(scene.timeouts(), stamp).sessions().keySet()) {
                boolean stands = whole.contains(session) && (!session.isMapped() || whole.contains(session.mapping()));
                if (stands && !back.sessions().containsKey(session)) {
                    throw new Finding("lost", session + " was not damaged and does not come back");
                }
            }
        }

        private void account(Restored restored, Contents back) {
            long records = desk.contents(damaged).records();
            long peers = desk.intactPeers(damaged);
            long told = restored.sessions()
                    + restored.discarded()
                    + peers
                    + back.mappings().size();
            boolean mappingsEnd = scene.timeouts().quarantine() == 0; // those without sessions are over at once
            if (restored.sessions() != back.sessions().size() || told > records || (told < records && !mappingsEnd)) {
                throw new Finding(
                        "account",
                        "of %d records %s, %d mappings, %d peers"
                                .formatted(records, restored, back.mappings().size(), peers));
            }
        }

        /** Flows, known or not, go on or begin, or are refused. */
        private void open(Gateway gateway) {
            for (int flow = 0; flow < FLOWS; flow++) {
                Talk talk = scene.talks().get(random.nextInt(scene.talks().size()));
                gateway.arrive(
                        Topology.INSIDE,
                        random.nextInt(gateway.workers().size()),
                        Frames.packet(
                                talk.protocol(), new Frames.Ends(talk.inside(), talk.remote()), Craft.SYN, false));
                gateway.run();
            }
            gateway.balance();
            new TablesCheck(gateway, scene).run();
        }

        private void tally(Desk.Heir heir, Restored restored, Contents there, Contents back) {
            tally.add("cases: " + (heir.anew() ? "dealt out anew" : "taken over in place"), 1);
            tally.add("records: all", there.records());
            tally.add("records: sessions that come back", back.sessions().size());
            tally.add("records: mappings that come back", back.mappings().size());
            for (Discard reason : Discard.ALL) {
                tally.add("discarded: " + reason.label(), restored.discarded(reason));
            }
        }
    }
}
