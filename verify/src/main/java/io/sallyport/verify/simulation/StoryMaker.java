package io.sallyport.verify.simulation;

import io.sallyport.verify.model.Ownership;
import io.sallyport.verify.simulation.Step.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Draws the steps of a story: what comes in where, which worker has its turn, which wire takes packets, what changes. */
final class StoryMaker {
    private static final long[] JUMPS_MILLIS = {1, 130, 600, 2_200, 3_100, 10_500, 61_000, 130_000, 301_000, 7_441_000};
    private static final int MILLE = 1_000;

    private final Scenario scenario;
    private final Scenario.Mood mood;
    private final SplittableRandom random;
    private final Tally tally;
    private final List<Step> steps = new ArrayList<>();
    private int workers;
    private Ownership owners;
    private long now;
    private long[] stalled;
    private long[][] jammed;
    private int next;
    private int datagram;

    private StoryMaker(Scenario scenario, Tally tally) {
        this.scenario = scenario;
        this.tally = tally;
        this.mood = scenario.mood();
        this.random = new SplittableRandom(~scenario.seed());
        this.workers = scenario.workers();
        this.owners = new Ownership(workers, scenario.pool().size());
        this.stalled = new long[workers];
        this.jammed = new long[2][workers];
    }

    /** The story of a scenario: always the same. */
    static List<Step> make(Scenario scenario, Tally tally) {
        StoryMaker maker = new StoryMaker(scenario, tally);
        maker.greet();
        maker.tell();
        return maker.steps;
    }

    /** All flows begin, and nothing else happens meanwhile: so most are established when it gets rough. */
    private void greet() {
        if (random.nextInt(4) == 0) {
            return;
        }
        for (int times = 0; times < 3; times++) {
            for (Flow flow : scenario.flows()) {
                packet(flow, times == 1 ? other(flow.opener()) : flow.opener());
                if (random.nextInt(4) == 0) {
                    allTurns(2);
                }
            }
            allTurns(6);
        }
    }

    private void allTurns(int times) {
        for (int k = 0; k < times; k++) {
            for (int worker = 0; worker < workers; worker++) {
                add(Step.of(Kind.TURN, worker));
                now += scenario.turn();
            }
            drain(MILLE);
        }
    }

    private static Side other(Side side) {
        return side == Side.FIRST ? Side.SECOND : Side.FIRST;
    }

    private void add(Step step) {
        steps.add(step);
    }

    private boolean happens(int perMille) {
        return random.nextInt(MILLE) < perMille;
    }

    private void tell() {
        int packets = 0;
        while (packets < mood.packets()) {
            int burst = 1 + random.nextInt(mood.burst());
            Flow hot = any();
            boolean heats = random.nextInt(3) == 0;
            for (int k = 0; k < burst; k++) {
                arrival(heats && random.nextInt(4) > 0 ? hot : any());
            }
            packets += burst;
            trouble();
            turns();
            drain(mood.drains());
            change();
        }
    }

    private Flow any() {
        return scenario.flows().get(random.nextInt(scenario.flows().size()));
    }

    private void arrival(Flow flow) {
        Side side = random.nextBoolean() ? Side.FIRST : Side.SECOND;
        if (happens(mood.pieces()) && flow.protocol() == Flow.UDP) {
            pieces(flow, side);
        } else if (happens(mood.errors())) {
            add(Step.of(Kind.ERROR, flow.number(), side.ordinal(), queue(flow, side), 0));
        } else if (happens(mood.strangers())) {
            add(Step.of(Kind.STRANGER, flow.number(), random.nextInt(64), queue(flow, Side.SECOND), 0));
        } else {
            packet(flow, side);
        }
    }

    private int queue(Flow flow, Side side) {
        int owner = owners.owner(flow.protocol(), flow.inside());
        return scenario.rss().queue(flow.number(), side, owner, workers, random.nextInt(1 << 20));
    }

    private void packet(Flow flow, Side side) {
        add(Step.of(Kind.PACKET, flow.number(), side.ordinal(), queue(flow, side), random.nextLong() >>> 1));
    }

    /** Fragments of one datagram, in any order, now and then without one of them. */
    private void pieces(Flow flow, Side side) {
        int number = ++datagram;
        int[] order = {0, 1, 2};
        for (int k = 2; k > 0; k--) {
            int with = random.nextInt(k + 1);
            int one = order[k];
            order[k] = order[with];
            order[with] = one;
        }
        int skipped = random.nextInt(10);
        for (int piece : order) {
            if (piece != skipped) {
                int queue = random.nextBoolean() ? random.nextInt(workers) : queue(flow, side);
                add(Step.of(Kind.PIECE, flow.number(), side.ordinal(), queue, (long) number << 2 | piece));
            }
            if (random.nextInt(3) == 0) {
                turn();
            }
        }
    }

    private void trouble() {
        if (happens(mood.stalls())) {
            long nanos = 1 + random.nextLong(mood.stallNanos());
            stalled[random.nextInt(workers)] = now + nanos;
            tally.add(Tally.Of.STALLS, 1);
            tally.add(Tally.Of.STALLS_BEYOND_PATIENCE, nanos > scenario.patience() ? 1 : 0);
        }
        if (happens(mood.jams())) {
            jammed[random.nextInt(2)][random.nextInt(workers)] = now + 1 + random.nextLong(4 * scenario.patience());
        }
    }

    private void turns() {
        int turns = random.nextInt(mood.turns() + 1);
        boolean inOrder = random.nextBoolean();
        for (int k = 0; k < turns; k++) {
            next = inOrder ? (next + 1) % workers : random.nextInt(workers);
            turn();
        }
    }

    private void turn() {
        for (int k = 0; k < workers && stalled[next % workers] > now; k++) {
            next++;
        }
        next %= workers;
        now += scenario.turn();
        if (stalled[next] <= now) {
            add(Step.of(Kind.TURN, next));
        } else {
            add(new Step(Kind.PASS, 0, 0, 0, scenario.turn()));
        }
    }

    private void drain(int perMille) {
        if (perMille == MILLE && !isJammed()) {
            add(Step.of(Kind.WIRES, 0, 0, 0, scenario.transmit()));
            return;
        }
        for (int number = 0; number < 2; number++) {
            for (int queue = 0; queue < workers; queue++) {
                if (jammed[number][queue] <= now && happens(perMille)) {
                    add(Step.of(Kind.DRAIN, number, queue, 0, 1 + random.nextInt(scenario.transmit())));
                }
            }
        }
    }

    private boolean isJammed() {
        return Arrays.stream(jammed).flatMapToLong(Arrays::stream).anyMatch(until -> until > now);
    }

    private void change() {
        if (happens(mood.jumps())) {
            long nanos = JUMPS_MILLIS[random.nextInt(JUMPS_MILLIS.length)] * 1_000_000;
            now += nanos;
            add(new Step(Kind.PASS, 0, 0, 0, nanos));
        }
        if (happens(mood.snapshots())) {
            add(Step.of(Kind.SNAPSHOT, random.nextInt(3) > 0 ? Network.WHOLE : random.nextInt(16)));
        }
        if (happens(100)) {
            add(Step.of(Kind.CONTROL, 0));
        }
        if (happens(mood.rests())) {
            add(Step.of(Kind.REST, 0));
        }
        if (happens(mood.restarts())) {
            restart();
        }
    }

    private void restart() {
        workers = workers == scenario.workers() ? 4 + random.nextInt(4) : scenario.workers();
        owners = new Ownership(workers, scenario.pool().size());
        stalled = new long[workers];
        jammed = new long[2][workers];
        next = 0;
        Arrays.fill(stalled, 0);
        if (random.nextBoolean()) {
            add(Step.of(Kind.REST, 0));
        }
        add(Step.of(Kind.RESTART, workers));
        greet();
    }
}
