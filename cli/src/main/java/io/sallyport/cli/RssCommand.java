package io.sallyport.cli;

import io.sallyport.api.Interfaces;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code sallyport check-rss}: how packets spread over queues. It asks a gateway that runs, since only that may open its devices, and only its
 * own traffic shows how they spread.
 */
final class RssCommand {
    static final String NAME = "check-rss";
    private static final String SECONDS = "--seconds";
    private static final int DEFAULT_SECONDS = 10;
    private static final int MOST_SECONDS = 3_600;
    private static final String PATH = "/v1/interfaces";

    private RssCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description(
                        "Count for some seconds what comes in on each queue of a running gateway; exit code 1 if a queue brings nothing.");
        spec.addOption(OptionSpec.builder(SECONDS)
                .paramLabel("N")
                .type(int.class)
                .description("how long, " + DEFAULT_SECONDS + " if not given")
                .build());
        spec.addOption(ShowCommand.apiOption());
        return spec.addOption(HelpText.option());
    }

    /**
     * Counts.
     *
     * @throws CommandFailure if the gateway does not answer
     */
    static RssCheck run(ParseResult line, Map<String, String> environment) {
        int seconds = Objects.requireNonNull(line.matchedOptionValue(SECONDS, DEFAULT_SECONDS));
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new CommandFailure(
                    ExitCode.WRONG_USE, SECONDS + " is " + seconds + "; allowed are 1 to " + MOST_SECONDS);
        }
        GatewayClient client = ShowCommand.client(line, environment);
        Interfaces before = ask(client);
        pause(seconds);
        return RssCheck.of(before, ask(client), seconds);
    }

    private static Interfaces ask(GatewayClient client) {
        return client.read(client.get(PATH), Interfaces.class);
    }

    private static void pause(int seconds) {
        try {
            Thread.sleep(seconds * 1_000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.NO, "interrupted");
        }
    }
}
