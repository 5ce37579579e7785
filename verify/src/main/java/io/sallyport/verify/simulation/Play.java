package io.sallyport.verify.simulation;

import io.sallyport.verify.check.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does the steps of a story, one after the other, to a gateway, and brings it to its end. One thread. */
final class Play {
    private static final long START = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long LONG = 1_000 * MILLI;
    private static final int IDLE_ROUNDS = 2;
    private static final int PIECE_BITS = 2;

    private final Rig.Desk desk;
    private final Scenario scenario;
    private final Tally tally;
    private final Trace trace;
    private final Book book;
    private final Excuses excuses;
    private Life life;
    private int bits = Network.WHOLE;
    private long now = START;

    private Play(Rig.Desk desk, Scenario scenario, Tally tally, Trace trace) {
        this.desk = desk;
        this.scenario = scenario;
        this.tally = tally;
        this.trace = trace;
        this.book = new Book(scenario);
        this.excuses = new Excuses(scenario, book);
        this.life = born(scenario.workers());
    }

    /**
     * Tells a story to its end.
     *
     * @return what is wrong, or null
     */
    static @Nullable Finding run(Rig.Desk desk, Scenario scenario, List<Step> steps, Tally tally, Trace trace) {
        try {
            Play play = new Play(desk, scenario, tally, trace);
            tally.story(scenario);
            tally.add(Tally.Of.STEPS, steps.size());
            steps.forEach(play::step);
            play.end();
            return null;
        } catch (Finding finding) {
            return finding;
        }
    }

    /** A time of a story, in milliseconds since its start. */
    static double millis(long nanos) {
        return (nanos - START) / 1e6;
    }

    private Life born(int workers) {
        return new Life(desk, scenario, workers, bits, book, excuses, tally, trace, now);
    }

    private void step(Step step) {
        life.at(now);
        switch (step.kind()) {
            case PACKET, PIECE, ERROR, STRANGER -> packet(step);
            case TURN -> turn(step.one() % life.workers());
            case DRAIN -> drain(step.one(), step.two() % life.workers(), step.amount());
            case WIRES -> {
                for (int queue = 0; queue < life.workers(); queue++) {
                    drain(Network.INSIDE, queue, step.amount());
                    drain(Network.OUTSIDE, queue, step.amount());
                }
            }
            case CONTROL -> life.rig().control();
            case PASS -> pass(step.amount());
            case SNAPSHOT -> snapshot(step.one());
            case REST -> rest();
            case RESTART -> restart(step.one());
        }
    }

    /**
     * Time passes. Before and after a time in which sessions may end, workers get their turns: what one would have kept in hand all that
     * time belongs to sessions of which nobody can know any more.
     */
    private void pass(long nanos) {
        boolean ends = nanos >= LONG;
        if (ends) {
            settle();
        }
        now += nanos;
        if (nanos >= MILLI) {
            tally.add(Tally.Of.TIME_JUMPS, 1);
            trace.line(now, () -> "time    has passed: %,d ms".formatted(nanos / MILLI));
        }
        if (ends) {
            settle();
        }
    }

    private void drain(int interfaceNumber, int queue, long most) {
        int taken = life.rig().drain(interfaceNumber, queue, most);
        if (taken > 0) {
            trace.line(
                    now, () -> "wire    takes %d of queue %d of interface %d".formatted(taken, queue, interfaceNumber));
        }
    }

    private void packet(Step step) {
        Flow flow = scenario.flows().get(step.one());
        int queue = step.three() % life.workers();
        Side side = Side.values()[step.two() & 1];
        int low = (int) step.amount();
        Parcel parcel =
                switch (step.kind()) {
                    case PACKET -> book.data(flow, side, queue, step.amount(), now);
                    case PIECE -> book.piece(flow, side, queue, low >> PIECE_BITS, low & 3, now);
                    case ERROR -> book.error(flow, side, queue, now);
                    default -> book.stranger(flow, step.two(), queue, now);
                };
        if (parcel != null) {
            life.arrive(queue, parcel);
        }
    }

    private int turn(int worker) {
        now += scenario.turn();
        life.at(now);
        trace.line(now, () -> "turn    worker " + worker);
        return life.turn(worker);
    }

    private void snapshot(int has) {
        bits = has;
        excuses.published(has, now);
        life.rig().publish(scenario, has);
        tally.add(Tally.Of.SNAPSHOTS, 1);
        trace.line(
                now,
                () -> "snapshot: neighbors%s%s, routes%s%s"
                        .formatted(
                                (has & Network.INSIDE_NEIGHBOR) == 0 ? "" : " inside",
                                (has & Network.OUTSIDE_NEIGHBOR) == 0 ? "" : " outside",
                                (has & Network.INSIDE_ROUTE) == 0 ? "" : " inside",
                                (has & Network.OUTSIDE_ROUTE) == 0 ? "" : " outside"));
    }

    /** From any state, with every worker polled and every wire emptied, everything comes to rest, and soon. */
    private void rest() {
        settle();
        tally.add(Tally.Of.RESTS, 1);
        new RestCheck(life).run();
    }

    private void settle() {
        trace.line(now, () -> "rest    all workers and wires go on until nothing moves");
        int most = 64 + 2 * life.rig().pool().out();
        int idle = 0;
        for (int round = 0; idle < IDLE_ROUNDS; round++) {
            if (round > most) {
                throw new Finding("no rest", "after %d rounds of turns something still moves".formatted(round));
            }
            int moved = 0;
            for (int worker = 0; worker < life.workers(); worker++) {
                moved += turn(worker);
            }
            moved += life.rig().drainAll() + life.rig().control();
            idle = moved == 0 ? idle + 1 : 0;
        }
    }

    private void restart(int workers) {
        trace.line(now, () -> "restart with %d workers".formatted(workers));
        life.end();
        tally.add(Tally.Of.RESTARTS, 1);
        book.restart(workers);
        life = born(workers);
    }

    /** Time passes until nothing may be left, and nothing is. */
    private void end() {
        snapshot(Network.WHOLE);
        rest();
        long[] millis = {
            Math.max(scenario.timeouts().tcpEstablished(), scenario.timeouts().udp()) + 4_000L,
            scenario.timeouts().quarantine() + 1_000L
        };
        for (long pause : millis) {
            now += pause * MILLI;
            life.at(now);
            settle();
        }
        rest();
        new RestCheck(life).empty();
        life.end();
    }
}
