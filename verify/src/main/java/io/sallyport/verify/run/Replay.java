package io.sallyport.verify.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A saved episode, in three lines of text: its seed, the features in use, the numbers of its packets. */
final class Replay {
    private final long seed;
    private final int[] numbers;
    private final Set<Feature> features;

    Replay(long seed, int[] numbers, Set<Feature> features) {
        this.seed = seed;
        this.numbers = numbers.clone();
        this.features = Set.copyOf(features);
    }

    /** Reads what {@link #text} wrote. */
    static Replay of(String text) {
        String[] lines = text.strip().split("\n", -1);
        if (lines.length != 3) {
            throw new IllegalArgumentException(
                    "a replay has three lines: seed, features, packets; found " + lines.length);
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        words(lines[1])
                .forEach(word -> features.add(
                        Feature.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'))));
        int[] numbers = words(lines[2]).mapToInt(Integer::parseInt).toArray();
        return new Replay(Long.parseLong(lines[0].strip()), numbers, features);
    }

    private static Stream<String> words(String line) {
        return Arrays.stream(line.strip().split(" ", -1)).filter(word -> !word.isEmpty());
    }

    String text() {
        return seed + "\n"
                + features.stream().sorted().map(Feature::label).collect(Collectors.joining(" ")) + "\n"
                + Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(" ")) + "\n";
    }

    Episode.Outcome play(Watcher watcher) {
        return new Episode(seed, features).play(numbers, watcher);
    }
}
