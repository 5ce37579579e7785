package io.sallyport.cli;

import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code sallyport show}: one subcommand per {@link View}. Built without annotations, which keeps start-up short. */
final class ShowCommand {
    static final String DEFAULT_API = "http://127.0.0.1:8044";
    private static final String API_VARIABLE = "SALLYPORT_API";

    private ShowCommand() {}

    static CommandSpec spec() {
        CommandSpec show = CommandSpec.create().name("show");
        show.usageMessage().description("Show what a running gateway does.").synopsisSubcommandLabel("WHAT");
        for (View view : View.ALL) {
            show.addSubcommand(view.name(), viewSpec(view));
        }
        return show;
    }

    private static CommandSpec viewSpec(View view) {
        CommandSpec spec = CommandSpec.create().name(view.name());
        spec.usageMessage().description("Show " + view.shows() + ".");
        spec.addOption(flag("--json", "print the answer of the API, indented"));
        spec.addOption(apiOption());
        if (view.hidesZeros()) {
            spec.addOption(flag("--all", "show rows of zeros too"));
        }
        if (view.name().equals(SessionOptions.VIEW)) {
            SessionOptions.addTo(spec);
        }
        spec.addOption(HelpText.option());
        return spec;
    }

    static OptionSpec apiOption() {
        return OptionSpec.builder("--api")
                .paramLabel("URL")
                .type(String.class)
                .description("where the gateway's API is; else " + API_VARIABLE + ", else " + DEFAULT_API)
                .build();
    }

    private static OptionSpec flag(String name, String help) {
        return OptionSpec.builder(name).type(boolean.class).description(help).build();
    }

    /** What can be shown, for {@code show} alone. */
    static String list() {
        StringBuilder text = new StringBuilder("sallyport show WHAT, where WHAT is\n");
        for (View view : View.ALL) {
            text.append(HelpText.line(view.name(), view.shows()));
        }
        return text.append("Each takes --json and --api URL; --help tells more.\n")
                .toString();
    }

    /**
     * Asks the gateway and returns what to print.
     *
     * @throws CommandFailure if it does not answer or refuses
     */
    static String run(View view, ParseResult line, Map<String, String> environment) {
        GatewayClient client = client(line, environment);
        String query = view.name().equals(SessionOptions.VIEW) ? SessionOptions.query(line) : "";
        String body = client.get("/v1/" + view.name() + query);
        if (line.hasMatchedOption("--json")) {
            return client.pretty(body) + "\n";
        }
        return view.renderer().render(client, body, view.hidesZeros() && line.hasMatchedOption("--all"));
    }

    /** For the gateway that {@code --api}, a variable or the default names. */
    static GatewayClient client(ParseResult line, Map<String, String> environment) {
        String fallback = environment.getOrDefault(API_VARIABLE, DEFAULT_API);
        return new GatewayClient(Objects.requireNonNull(line.matchedOptionValue("--api", fallback)));
    }
}
