package io.sallyport.lab.gateway;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a gateway of the lab leaves what it has to say.
 *
 * @param output standard output
 * @param log the log
 * @param pid its process id
 */
record GatewayFiles(Path output, Path log, Path pid) {
    /** Of the gateway that runs, or comes next. */
    static final GatewayFiles CURRENT = named("gateway");
    /** Of one that another has taken the place of. */
    static final GatewayFiles BEFORE = named("gateway-before");
    /** Of one that stands by. */
    static final GatewayFiles STANDBY = named("gateway-standby");

    private static final int TAIL = 25;

    private static GatewayFiles named(String name) {
        return new GatewayFiles(
                RunFiles.file(name + ".out"), RunFiles.file(name + ".log"), RunFiles.file(name + ".pid"));
    }

    /** Gives output and log other names; the gateway goes on writing to them. */
    void moveTo(GatewayFiles other) {
        RunFiles.move(output, other.output);
        RunFiles.move(log, other.log);
    }

    /** Last lines of both, for a person. */
    String tail() {
        return "its output ends:%n%s%nits log ends:%n%s".formatted(lastLines(output), lastLines(log));
    }

    private static String lastLines(Path file) {
        List<String> lines = RunFiles.lines(file);
        return "  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
