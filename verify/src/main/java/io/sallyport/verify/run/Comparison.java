package io.sallyport.verify.run;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.verify.model.Count;
import io.sallyport.verify.model.Model;
import io.sallyport.verify.model.Reason;
import io.sallyport.verify.model.Result;
import io.sallyport.verify.model.Sent;
import io.sallyport.verify.model.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Holds what the gateway did against what the model says. */
final class Comparison {
    /** The model's name for each of the gateway's reasons; null for those that it knows no cause for. */
    private static final @Nullable Reason[] SAME = Arrays.stream(DropReason.ALL)
            .map(reason -> Arrays.stream(Reason.values())
                    .filter(r -> r.name().equals(reason.name()))
                    .findFirst()
                    .orElse(null))
            .toArray(Reason[]::new);

    private final GatewayRig gateway;
    private final Model model;

    Comparison(GatewayRig gateway, Model model) {
        this.gateway = gateway;
        this.model = model;
    }

    /** After each packet: choices, frames, drops and counts. */
    void afterPacket(Result expected) {
        if (!expected.findings().isEmpty()) {
            throw new Difference(
                    String.join("; ", expected.findings()) + "; the model says " + expected.fates() + ". " + drops());
        }
        String drops = drops();
        for (int number = 0; number < gateway.interfaces(); number++) {
            compareFrames(number, expected, drops);
        }
        if (!drops.isEmpty()) {
            throw new Difference(drops + "; the model says " + expected.fates());
        }
        for (Count count : Count.values()) {
            compareCount(count);
        }
    }

    /** Now and then: sessions, ledger and buffers. */
    void state(long now) {
        Set<Session.View> actual = gateway.sessions();
        Set<Session.View> expected = model.sessions();
        Predicate<Session.View> unexpected = Predicate.not(expected::contains);
        List<Session.View> more = actual.stream()
                .filter(unexpected)
                .filter(view -> !model.endedLately(view))
                .toList();
        List<Session.View> fewer =
                expected.stream().filter(Predicate.not(actual::contains)).toList();
        if (!more.isEmpty() || !fewer.isEmpty()) {
            throw new Difference("sessions that only the gateway has: " + more + ", that only the model has: " + fewer);
        }
        for (int worker = 0; worker < gateway.workers(); worker++) {
            int expectedPlaces = model.placesLeft(worker);
            if (expectedPlaces >= 0 && expectedPlaces != gateway.placesLeft(worker)) {
                throw new Difference("places left in the table of worker %d: %d, not %d"
                        .formatted(worker, gateway.placesLeft(worker), expectedPlaces));
            }
        }
        String imbalance = gateway.imbalance(now);
        if (imbalance != null) {
            throw new Difference(imbalance);
        }
    }

    private void compareFrames(int number, Result expected, String drops) {
        List<byte[]> actual = gateway.sent(number);
        List<byte[]> wanted = new ArrayList<>();
        for (Sent sent : expected.sent()) {
            if (sent.interfaceNumber() == number) {
                wanted.add(sent.frame());
            }
        }
        if (actual.size() != wanted.size()) {
            throw new Difference("interface %d sent %d frames, not %d; the model says %s; %s%s"
                    .formatted(
                            number,
                            actual.size(),
                            wanted.size(),
                            expected.fates(),
                            drops,
                            FrameText.all(actual, wanted)));
        }
        for (int k = 0; k < wanted.size(); k++) {
            if (!Equality.same(actual.get(k), wanted.get(k))) {
                throw new Difference("interface %d: frame %d of %d differs%s"
                        .formatted(number, k + 1, wanted.size(), FrameText.all(actual, wanted)));
            }
        }
    }

    private String drops() {
        StringBuilder text = new StringBuilder();
        for (DropReason reason : DropReason.ALL) {
            long actual = gateway.dropped(reason);
            Reason same = SAME[reason.ordinal()];
            long expected = same == null ? 0 : model.dropped(same);
            if (actual != expected) {
                text.append("%s is %d, not %d. ".formatted(reason.label(), actual, expected));
            }
        }
        return text.toString();
    }

    private void compareCount(Count count) {
        long actual = gateway.count(Counter.valueOf(count.name()));
        if (actual != model.count(count)) {
            throw new Difference(
                    "%s is %d, not %d".formatted(count.name().toLowerCase(Locale.ROOT), actual, model.count(count)));
        }
    }
}
