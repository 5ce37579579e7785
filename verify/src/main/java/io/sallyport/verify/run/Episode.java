package io.sallyport.verify.run;

import io.sallyport.verify.model.Model;
import io.sallyport.verify.model.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.stream.IntStream;

/** One gateway, one model, and a few thousand packets through both. */
final class Episode {
    /** Packets between two looks at the whole state. */
    private static final int STATE_EVERY = 50;
    /** Long enough for everything to end. */
    private static final long AFTERWARDS = 3 * 7_440_000L;

    private final Scene scene;
    private final Lie lie;

    Episode(long seed, Set<Feature> features) {
        this(seed, features, Lie.NONE);
    }

    Episode(long seed, Set<Feature> features, Lie lie) {
        this.scene = SceneMaker.make(seed, features);
        this.lie = lie;
    }

    /**
     * How it ended.
     *
     * @param packets packets sent, up to the difference if there was one
     * @param difference what was different; empty if nothing was
     */
    record Outcome(int packets, String difference) {
        boolean isGood() {
            return difference.isEmpty();
        }
    }

    Scene scene() {
        return scene;
    }

    static int[] packets(int count) {
        return IntStream.range(0, count).toArray();
    }

    /** Plays some of the episode's packets, by number, and shows each to a watcher before it is sent. */
    Outcome play(int[] numbers, Watcher watcher) {
        int sent = 0;
        try (GatewayRig gateway = new GatewayRig(scene, lie.tell(scene.configuration()))) {
            Model model = new Model(scene.configuration());
            Comparison comparison = new Comparison(gateway, model);
            Traffic traffic = new Traffic(scene, model);
            long now = scene.start();
            gateway.run(now);
            model.pass(now);
            try {
                for (int number : numbers) {
                    Event event = traffic.next(eventSeed(number), now);
                    if (event.time > now) {
                        gateway.advance(now, event.time, model.ends(event.time));
                    }
                    now = event.time;
                    sent++;
                    watcher.comes(event);
                    gateway.inject(event);
                    Result expected = model.frame(event.interfaceNumber, event.frame, now, gateway);
                    watcher.judged(expected);
                    comparison.afterPacket(expected);
                    if (sent % STATE_EVERY == 0) {
                        comparison.state(now);
                    }
                }
                comparison.state(now);
                finish(gateway, model, comparison, watcher, now);
                return new Outcome(sent, "");
            } catch (Difference difference) {
                return new Outcome(sent, String.valueOf(difference.getMessage()));
            } catch (RuntimeException | Error failure) {
                return new Outcome(sent, "the gateway or the model broke down: " + trace(failure));
            }
        }
    }

    private static void finish(GatewayRig gateway, Model model, Comparison comparison, Watcher watcher, long now) {
        long end = now + AFTERWARDS;
        gateway.advance(now, end, model.ends(end));
        Result expected = model.pass(end);
        watcher.judged(expected);
        comparison.afterPacket(expected);
        comparison.state(end);
    }

    private long eventSeed(int number) {
        return (scene.seed() + number) * 0x9e37_79b9_7f4a_7c15L;
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
