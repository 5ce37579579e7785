package io.sallyport.verify.torn;

import io.sallyport.dataplane.memory.Topology;
import io.sallyport.verify.check.Finding;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One gateway under random traffic. In each case one turn of one worker is looked at, and the gateway is killed before each store of
 * that turn to a session line and after the last: each time others take over what the lines hold then.
 */
final class TornStory implements Stories.Story {
    /** Cases of a story. */
    private static final int CASES = 20;
    /** Rounds of traffic before the first case. */
    private static final int ROUNDS = 6;
    /** Of turns that only touch sessions, one in so many is a case. */
    private static final int TOUCHES = 6;

    @Override
    public void tell(Desk desk, long seed, Tally tally) {
        Scene scene = SceneMaker.make(seed);
        SplittableRandom random = new SplittableRandom(~seed);
        Traffic traffic = new Traffic(scene, random);
        Gateway gateway = desk.start(scene, random.nextLong());
        for (int round = 0; round < ROUNDS; round++) {
            traffic.round(gateway);
        }
        for (int told = 0; told < CASES; ) {
            if (turn(desk, scene, gateway, traffic, random, tally)) {
                told++;
                tally.add(Stories.CASES, 1);
            }
        }
        gateway.balance();
    }

    /** Workers take turns, one of which is looked at; whether it was worth a case. */
    private static boolean turn(
            Desk desk, Scene scene, Gateway gateway, Traffic traffic, SplittableRandom random, Tally tally) {
        int workers = gateway.workers().size();
        traffic.pass(gateway);
        traffic.some(gateway);
        for (int others = random.nextInt(workers); others > 0; others--) {
            gateway.turn(random.nextInt(workers));
        }
        byte[] before = gateway.image();
        StoreLog log = new StoreLog(gateway.lines(), before.length);
        int worker = random.nextInt(workers);
        log.watch(() -> gateway.turn(worker));
        byte[] after = gateway.image();
        boolean isCase = log.size() > 0;
        if (isCase) {
            if (!Arrays.equals(before, log.before(0, after))) {
                throw new Finding("watch", "a line was changed by a store that was not seen");
            }
            Contents then = desk.contents(before);
            Contents now = desk.contents(after);
            boolean same = then.sessions().keySet().equals(now.sessions().keySet())
                    && then.mappings().equals(now.mappings());
            isCase = !same || random.nextInt(TOUCHES) == 0;
            if (isCase) {
                new Kills(desk, scene, gateway.now(), log, after, random, tally).run(then, now);
            }
        }
        gateway.run();
        gateway.sent(Topology.INSIDE);
        gateway.sent(Topology.OUTSIDE);
        return isCase;
    }
}
