package io.sallyport.gate;

import picocli.CommandLine.Command;

/** {@code ./sallyport verify}, as far as it needs the gate. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "For those who doubt: what shows that the gateway does as it says.",
        subcommands = MachineCommand.class)
final class VerifyCommand {}
