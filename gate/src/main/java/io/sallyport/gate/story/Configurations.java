package io.sallyport.gate.story;

import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.report.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./sallyport check} takes the configuration that is tried, and refuses wrong ones by name (checklist C0.4,
 * C1.5 to C1.7). No gateway runs.
 */
public final class Configurations {
    private static final int GOOD = 0;
    private static final int WRONG = 2;
    private static final long LIMIT_SECONDS = 30;
    private static final Pattern PROBLEM = Pattern.compile("(?m)^\\S+?:\\d+:\\d+: ([\\w.\\[\\]-]+): (.+)$");

    private static final String INSIDE = "  - {port: net_tap0, role: inside, address: 10.0.0.1/24}\n";
    private static final String OUTSIDE = "  - {port: net_tap1, role: outside, address: 198.51.100.2/24}\n";
    private static final String POOL = "nat:\n  pools: [{name: public, addresses: [203.0.113.10]}]\n";

    private final Map<String, String> environment;

    /** With these variables for the command beside our own. */
    public Configurations(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    private record Wrong(String name, String text, String key, String says) {}

    private record Answer(int exitCode, String output) {}

    /** What is found wrong with a configuration that should be good, each under its key; nothing if it is good. */
    public List<Finding> faultsOf(String configuration) {
        Answer answer = check(configuration);
        if (answer.exitCode == GOOD) {
            return List.of();
        }
        List<Finding> faults = new ArrayList<>();
        Matcher problem = PROBLEM.matcher(answer.output);
        while (problem.find()) {
            faults.add(new Finding("configuration: " + problem.group(1), false, problem.group(2)));
        }
        if (faults.isEmpty()) {
            faults.add(new Finding("configuration", false, answer.output));
        }
        return faults;
    }

    /** That each of some wrong configurations is refused for what is wrong with it. */
    public List<Finding> refusals() {
        List<Finding> findings = new ArrayList<>();
        for (Wrong wrong : wrong()) {
            Answer answer = check(wrong.text);
            Matcher problem = PROBLEM.matcher(answer.output);
            boolean named = false;
            String said = answer.output;
            while (problem.find()) {
                if (problem.group(1).startsWith(wrong.key) && problem.group(2).contains(wrong.says)) {
                    named = true;
                    said = "%s: %s".formatted(problem.group(1), problem.group(2));
                }
            }
            findings.add(new Finding(wrong.name, named && answer.exitCode == WRONG, said));
        }
        return findings;
    }

    private static List<Wrong> wrong() {
        String interfaces = "interfaces:\n" + INSIDE + OUTSIDE;
        return List.of(
                new Wrong(
                        "production with one worker is refused",
                        "mode: production\nworkers: {count: 1}\n" + interfaces + POOL,
                        "workers",
                        "1 worker"),
                new Wrong(
                        "no inside interface: refused",
                        "mode: lab\ninterfaces:\n" + OUTSIDE + POOL,
                        "interfaces",
                        "inside"),
                new Wrong(
                        "no outside interface: refused",
                        "mode: lab\ninterfaces:\n" + INSIDE + POOL,
                        "interfaces",
                        "outside"),
                new Wrong("no pool: refused", "mode: lab\n" + interfaces + "nat: {hairpin: translate}\n", "nat", ""),
                new Wrong(
                        "a pool in RFC 1918 is refused",
                        "mode: lab\n" + interfaces + POOL.replace("203.0.113.10", "192.168.7.1"),
                        "nat.pools[0].addresses",
                        "RFC 1918"));
    }

    private Answer check(String configuration) {
        try {
            Path file = Files.createTempFile("sallyport-gate", ".yaml");
            try {
                Files.writeString(file, configuration);
                ProcessBuilder builder = new ProcessBuilder(
                                RunFiles.home().resolve("sallyport").toString(), "check", "-c", file.toString())
                        .redirectErrorStream(true);
                builder.environment().putAll(environment);
                Process process = builder.start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                return new Answer(process.exitValue(), output.strip());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }
}
