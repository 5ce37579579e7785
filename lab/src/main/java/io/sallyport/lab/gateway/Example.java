package io.sallyport.lab.gateway;

import java.nio.file.Path;
import java.util.Locale;

/** The configurations in {@code examples/} that a lab can run. */
public enum Example {
    /** Four workers and a pool, all else as it is by default. */
    LAB,
    /** Static mappings, pools of each kind, and a network that is not translated. */
    FEATURES,
    /** Small MTUs, one pool address, short timeouts: to run into bounds. */
    NARROW,
    /** A bound on each host's sessions, so that a few cannot take all room. */
    OVERLOAD,
    /** Sessions are kept, in a folder that goes with the lab. */
    RESTART;

    /** The file as it stands: for {@link io.sallyport.lab.net.PortType#TAP}. */
    public Path file() {
        return RunFiles.home().resolve("examples/%s.yaml".formatted(name().toLowerCase(Locale.ROOT)));
    }
}
