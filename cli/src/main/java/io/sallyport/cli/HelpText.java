package io.sallyport.cli;

import picocli.CommandLine.Model.OptionSpec;

/** What {@code sallyport --help} says. */
final class HelpText {
    private static final int NAME_WIDTH = 18;

    private HelpText() {}

    static OptionSpec option() {
        return OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .usageHelp(true)
                .description("show this help")
                .build();
    }

    static String product() {
        StringBuilder text = new StringBuilder("sallyport COMMAND [OPTIONS], a NAT44 gateway on DPDK\n");
        for (ProductCommand command : ProductCommand.ALL) {
            text.append(line(command.synopsis(), command.does()));
        }
        return text.append("sallyport COMMAND --help tells more.\n")
                .append(
                        "Exit codes: 0 good, 1 a check said no, 2 wrong use or configuration, 3 something is missing.\n")
                .toString();
    }

    static String line(String name, String does) {
        return "  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + does + "\n";
    }
}
