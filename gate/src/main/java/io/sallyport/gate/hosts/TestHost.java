package io.sallyport.gate.hosts;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A host on one side of the gateway, reached by a command prefix that runs what follows it there: {@code ip netns exec NAME},
 * {@code ssh root@HOST}. One program of ours runs on it, in Python, and does what it is told. One thread.
 */
public final class TestHost implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** For a whole order, its own limits included. */
    private static final Duration ORDER_LIMIT = Duration.ofMinutes(2);

    private static final int TAIL = 5;
    private static final String END_OF_OUTPUT = "\0";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String side;
    private final Process program;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private TestHost(String side, Process program) {
        this.side = side;
        this.program = program;
    }

    /**
     * Starts the program there.
     *
     * @param side the option that names the host, for messages: {@code --inside} or {@code --outside}
     * @param prefix words with blanks between them
     * @throws LabException if the prefix does not run anything, or there is no Python 3
     */
    public static TestHost reach(String side, String prefix) {
        List<String> words = Arrays.stream(prefix.strip().split("\\s+", -1)).toList();
        requireRuns(side, words);
        String file =
                "/tmp/sallyport-gate-%d-%s.py".formatted(ProcessHandle.current().pid(), side.replace("-", ""));
        Commands.Outcome copied = Commands.attempt(LIMIT, script(), with(words, List.of("tee", file)));
        if (!copied.good()) {
            throw LabException.environment(
                    "%s '%s': cannot write %s there: %s".formatted(side, prefix, file, lastLines(copied.output())));
        }
        try {
            Process program = new ProcessBuilder(with(words, List.of("python3", "-u", file)))
                    .redirectErrorStream(true)
                    .start();
            TestHost host = new TestHost(side, program);
            Thread.ofVirtual().start(host::read);
            host.awaitAnswer("python3 to start", LIMIT);
            return host;
        } catch (IOException e) {
            throw LabException.environment("%s '%s': %s".formatted(side, prefix, e.getMessage()));
        }
    }

    /** Has it do something; what it answers. Trouble that it met is in the field {@code error}. */
    public JsonNode order(String what, Map<String, ?> details) {
        Map<String, Object> order = new LinkedHashMap<>(details);
        order.put("do", what);
        try {
            program.getOutputStream().write((MAPPER.writeValueAsString(order) + "\n").getBytes(StandardCharsets.UTF_8));
            program.getOutputStream().flush();
        } catch (IOException e) {
            throw LabException.failed("the host of %s is gone: %s".formatted(side, e.getMessage()));
        }
        return awaitAnswer(what, ORDER_LIMIT);
    }

    /** The same, where trouble is not to be expected. */
    public JsonNode sure(String what, Map<String, ?> details) {
        JsonNode answer = order(what, details);
        if (answer.has("error")) {
            throw LabException.failed("%s on the host of %s: %s"
                    .formatted(what, side, answer.path("error").asString()));
        }
        return answer;
    }

    /** Runs a command there. */
    public Commands.Outcome run(int seconds, String... command) {
        JsonNode answer = sure("run", Map.of("command", command, "limit", seconds));
        return new Commands.Outcome(
                answer.path("status").asInt(), answer.path("output").asString());
    }

    /** The option that names it. */
    public String side() {
        return side;
    }

    @Override
    public void close() {
        try {
            program.getOutputStream().close(); // it ends with its input
            program.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            program.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requireRuns(String side, List<String> words) {
        Commands.Outcome outcome = Commands.attempt(LIMIT, "", with(words, List.of("python3", "--version")));
        if (!outcome.good() || !outcome.output().contains("Python 3")) {
            throw LabException.environment(
                    "%s: `%s python3 --version` ended with status %d: %s. The prefix has to run what follows it on the test host, without asking for a password, and the host needs python3"
                            .formatted(side, String.join(" ", words), outcome.status(), lastLines(outcome.output())));
        }
    }

    private JsonNode awaitAnswer(String what, Duration limit) {
        List<String> said = new ArrayList<>();
        try {
            while (true) {
                String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (line == null || line.equals(END_OF_OUTPUT)) {
                    throw LabException.failed("the host of %s %s: %s; it said: %s"
                            .formatted(
                                    side,
                                    line == null ? "does not answer" : "ended",
                                    what,
                                    lastLines(String.join("\n", said))));
                }
                if (line.startsWith("{")) {
                    return MAPPER.readTree(line);
                }
                said.add(line);
            }
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }

    private void read() {
        program.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add);
        lines.add(END_OF_OUTPUT);
    }

    private static String script() {
        try (var stream = TestHost.class.getResourceAsStream("testhost.py")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> with(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    private static String lastLines(String output) {
        List<String> lines = output.lines().toList();
        return String.join("; ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
