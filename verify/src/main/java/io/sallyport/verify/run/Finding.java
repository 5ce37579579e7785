package io.sallyport.verify.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A difference with the shortest story that was found for it. */
final class Finding {
    private final Episode episode;
    private final int[] numbers;

    Finding(Episode episode, int[] numbers) {
        this.episode = episode;
        this.numbers = numbers;
    }

    /** Plays a seed and a count of packets; what is left after shrinking for some seconds if there is a difference. */
    static Finding shrink(long seed, int packets, Set<Feature> features, long seconds) {
        Episode episode = new Episode(seed, features);
        return new Finding(episode, new Shrinker(episode, seconds).shrink(Episode.packets(packets)));
    }

    String name() {
        return "model-" + Long.toHexString(episode.scene().seed());
    }

    /** What a replay needs: a line for the seed and one for the numbers of the packets. */
    Replay replay() {
        return new Replay(episode.scene().seed(), numbers, episode.scene().features());
    }

    List<Event> events() {
        List<Event> events = new ArrayList<>();
        episode.play(numbers, events::add);
        return events;
    }

    /** All of it for a person. */
    String story() {
        StringBuilder text = new StringBuilder();
        List<Event> events = new ArrayList<>();
        Episode.Outcome outcome = episode.play(numbers, events::add);
        text.append("finding ")
                .append(name())
                .append(", seed ")
                .append(episode.scene().seed());
        text.append(", ").append(numbers.length).append(" packets\n");
        text.append(SceneText.of(episode.scene()));
        for (Event event : events) {
            text.append("  %12d ms, interface %d, queue %d, %s: %s%n"
                    .formatted(
                            event.time - episode.scene().start(),
                            event.interfaceNumber,
                            event.queue,
                            event.what,
                            FrameText.of(event.frame)));
        }
        return text.append("difference: ")
                .append(outcome.difference())
                .append('\n')
                .toString();
    }
}
