package io.sallyport.cli;

import java.util.List;

/**
 * One command of the product as {@code sallyport --help} lists it.
 *
 * @param name first word
 * @param arguments what follows it, for the synopsis
 * @param does one line
 * @param here whether this program runs it; the launcher {@code ./sallyport} sends the others elsewhere
 */
record ProductCommand(String name, String arguments, String does, boolean here) {
    /** Every command, in the order to list them. A new command of the launcher is one line here. */
    static final List<ProductCommand> ALL = List.of(
            elsewhere("demo", "", "build a lab on this machine, send real traffic through a real gateway"),
            elsewhere("test", "", "build everything and run all tests, end to end ones included"),
            elsewhere("run", "-c FILE", "start the gateway in the foreground"),
            elsewhere("restart", "-c FILE", "the same in place of the gateway that runs; its sessions go on"),
            elsewhere("standby", "-c FILE", "the same when that gateway ends, however it may"),
            elsewhere("check", "-c FILE", "say whether a configuration is good"),
            new ProductCommand("show", "WHAT", "ask a running gateway; 'show' alone lists what there is", true),
            new ProductCommand(
                    "check-rss", "", "count what each queue of a running gateway brings: do its devices spread?", true),
            elsewhere("gate", "", "go through the checklist on a running gateway and say GO or NO-GO"),
            elsewhere("doctor", "", "say what this machine has and lacks, and how to mend that"),
            elsewhere("vm", "-c FILE", "start the gateway in a virtual machine, with network cards that QEMU emulates"),
            elsewhere("lab", "up|down|exec", "keep a lab to look around in"),
            elsewhere("bench", "", "measure the packet path of one worker in memory"),
            elsewhere("verify", "WHAT", "what shows that it does as it says; 'verify' alone lists what there is"));

    private static ProductCommand elsewhere(String name, String arguments, String does) {
        return new ProductCommand(name, arguments, does, false);
    }

    String synopsis() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
