package io.sallyport.lab;

import picocli.CommandLine.Command;

/** {@code ./sallyport verify}, as far as it needs a lab. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "For those who doubt: what shows in a lab that the gateway does as it says.",
        subcommands = RestartCommand.class)
final class VerifyCommand {}
