package io.sallyport.verify.run;

import io.sallyport.verify.craft.Craft;
import io.sallyport.verify.model.Configuration.Role;
import io.sallyport.verify.model.End;
import io.sallyport.verify.model.Model;
import io.sallyport.verify.model.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the packets of an episode. Each comes from a seed of its own and from the sessions that there are, so a packet
 * that is left out changes little about the others: that is what makes an episode easy to shrink.
 */
final class Traffic {
    private static final int ACTIONS = 10;
    private static final int FRAGMENTS = 5;

    private final Scene scene;
    private final Model model;
    private final int[] weights = new int[ACTIONS];
    private final List<Integer> inside;
    private final List<Integer> outside;

    Traffic(Scene scene, Model model) {
        this.scene = scene;
        this.model = model;
        this.inside = scene.interfaces(Role.INSIDE);
        this.outside = scene.interfaces(Role.OUTSIDE);
        weigh();
    }

    /** Each scene has traffic of its own kind. */
    private void weigh() {
        Dice dice = new Dice(scene.seed() ^ 0x7e16_4e5L);
        int[] usual = {30, 30, 6, 6, 6, 8, 3, 3, 6, 2};
        @Nullable
        Feature[] needs = {
            null,
            null,
            Feature.ICMP_ERRORS,
            Feature.ICMP_ERRORS,
            Feature.HAIRPIN,
            Feature.FRAGMENTS,
            Feature.TO_US,
            Feature.NO_NAT,
            Feature.STATICS,
            Feature.BAD_FRAMES
        };
        for (int k = 0; k < ACTIONS; k++) {
            Feature need = needs[k];
            weights[k] = need == null || scene.has(need) ? usual[k] * dice.pick(1, 1, 2, 6) : 0;
        }
        weights[FRAGMENTS] *= scene.isFlood() ? 40 : 1;
    }

    /** The next packet, at {@code now} or later. */
    Event next(long seed, long now) {
        Dice dice = new Dice(seed);
        Session.View session = model.session(dice.below(1 << 16));
        long time = later(dice, now, session);
        Flow flow = session != null && dice.percent(60)
                ? new Flow(session.protocol(), session.inside(), session.remote())
                : dice.pick(scene.flows());
        Packets packets = new Packets(scene, dice);
        return switch (dice.weighted(weights)) {
            case 0 -> fromInside(dice, time, packets.out(flow), "out");
            case 1 -> fromOutside(dice, time, packets.in(flow, natOf(flow)), "in");
            case 2 ->
                fromOutside(dice, time, new Quotes(scene, dice).fromOutside(flow, natOf(flow)), "error from outside");
            case 3 -> fromInside(dice, time, new Quotes(scene, dice).fromInside(flow), "error from inside");
            case 4 -> fromInside(dice, time, packets.hairpin(flow, session), "hairpin");
            case 5 -> fragment(dice, time);
            case 6 -> anywhere(dice, time, packets.toGateway(), "to the gateway");
            case 7 -> noNat(dice, time, packets);
            case 8 -> fromOutside(dice, time, packets.toStatic(), "to a static mapping");
            default -> anywhere(dice, time, packets.nonsense(), "nonsense");
        };
    }

    private @Nullable End natOf(Flow flow) {
        return model.natOf(flow.protocol(), flow.inside(), flow.remote());
    }

    /** Mostly a little later, sometimes at the very end of a session's life. */
    private long later(Dice dice, long now, Session.@Nullable View session) {
        if (scene.isFlood() && dice.percent(98)) {
            return now + dice.below(3);
        }
        return switch (dice.weighted(20, 66, 8, session == null ? 0 : 3, 1, 1)) {
            case 0 -> now;
            case 1 -> now + dice.between(1, 20);
            case 2 -> now + dice.between(21, 300);
            case 3 -> Math.max(now, endOf(session, now) + dice.between(-1, 1));
            case 4 -> now + scene.configuration().timeouts().fragment() + dice.between(-1, 1);
            default -> now + dice.between(1, 200_000);
        };
    }

    private long endOf(Session.@Nullable View session, long now) {
        return session == null ? now : model.endOf(session);
    }

    private Event fragment(Dice dice, long time) {
        Flow flow = scene.flows().get(dice.below(Math.min(4, scene.flows().size())));
        Pieces pieces = new Pieces(scene, dice);
        return dice.percent(60)
                ? fromInside(dice, time, pieces.out(flow), "fragment out")
                : fromOutside(dice, time, pieces.in(flow, natOf(flow)), "fragment in");
    }

    private Event noNat(Dice dice, long time, Packets packets) {
        return dice.percent(50)
                ? fromInside(dice, time, packets.toNoNat(), "no-nat out")
                : fromOutside(dice, time, packets.fromNoNat(), "no-nat in");
    }

    private Event fromInside(Dice dice, long time, byte[] packet, String what) {
        return event(dice, time, dice.pick(inside), packet, what);
    }

    private Event fromOutside(Dice dice, long time, byte[] packet, String what) {
        return event(dice, time, dice.pick(outside), packet, what);
    }

    private Event anywhere(Dice dice, long time, byte[] packet, String what) {
        return event(dice, time, dice.below(scene.configuration().interfaces().size()), packet, what);
    }

    private Event event(Dice dice, long time, int interfaceNumber, byte[] packet, String what) {
        long own = scene.configuration().interfaces().get(interfaceNumber).mac();
        byte[] frame = Craft.frame(own, Scenery.NEIGHBOR_MAC + 2, packet);
        if (scene.has(Feature.BAD_FRAMES)) {
            frame = new Mutation(dice).apply(frame);
        }
        int queue = dice.below(scene.configuration().workers());
        return new Event(time, interfaceNumber, queue, frame, what);
    }
}
