package io.sallyport.gate;

import io.sallyport.gate.story.BrokenPackets;
import io.sallyport.gate.story.Conversations;
import io.sallyport.gate.story.Errors;
import io.sallyport.gate.story.Facts;
import io.sallyport.gate.story.FullTables;
import io.sallyport.gate.story.NetworkCard;
import io.sallyport.gate.story.OtherFrames;
import io.sallyport.gate.story.Owners;
import io.sallyport.gate.story.Spread;
import io.sallyport.gate.story.Story;
import io.sallyport.gate.story.Strangers;
import io.sallyport.lab.feature.PathMtu;
import io.sallyport.lab.feature.StaticMappings;
import io.sallyport.lab.feature.Untranslated;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.load.Asymmetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The gateways that the gate starts, one after the other, and the stories told to each in their order. */
enum Stage {
    /** Room for everything; begins with the worst way in which a device can spread packets. */
    ROOMY("lab.yaml") {
        @Override
        Map<String, Supplier<Story>> stories() {
            Map<String, Supplier<Story>> stories = new LinkedHashMap<>();
            stories.put("facts", Facts::new);
            stories.put("network-card", NetworkCard::new);
            // First, while no session has ended: then what sessions have counted is what workers have.
            stories.put(
                    "asymmetry", () -> (stand, trials) -> new Asymmetry(stand.lab(), stand.progress()).tell(trials));
            stories.put("owners", Owners::new);
            stories.put("spread", Spread::new);
            stories.put("conversations", Conversations::new);
            stories.put("strangers", Strangers::new);
            stories.put("errors", Errors::new);
            stories.put("other-frames", OtherFrames::new);
            stories.put("broken-packets", BrokenPackets::new);
            return Collections.unmodifiableMap(stories);
        }
    },
    /** Little room, so that it can be filled. */
    FULL("gate-full.yaml") {
        @Override
        Map<String, Supplier<Story>> stories() {
            Map<String, Supplier<Story>> stories = new LinkedHashMap<>();
            stories.put("path-mtu", () -> (stand, trials) -> new PathMtu(stand.progress()).tell(trials));
            stories.put("static-mappings", () -> (stand, trials) -> new StaticMappings(stand.progress()).tell(trials));
            stories.put("no-nat", () -> (stand, trials) -> new Untranslated(stand.api()).tell(trials));
            stories.put("full-tables", FullTables::new);
            return Collections.unmodifiableMap(stories);
        }
    };

    /** The story that needs no gateway. */
    static final String CONFIGURATIONS = "configurations";
    /** What is found at the end of each gateway. */
    static final String ENDING = "ending";

    private final String file;

    Stage(String file) {
        this.file = file;
    }

    /** Makers of its stories, by name. */
    abstract Map<String, Supplier<Story>> stories();

    /** The configuration's name among the examples. */
    String file() {
        return file;
    }

    String text() {
        Path path = RunFiles.home().resolve("examples").resolve(file);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
