package io.sallyport.gateway;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sallyport check}: says whether a configuration is good, without DPDK and without touching anything. */
@Command(
        name = "check",
        description = "Says whether a configuration is good; starts nothing.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final ConfigFileOption config = new ConfigFileOption();

    @Override
    public Integer call() {
        return config.read()
                .map(good -> {
                    System.out.println("good: " + good.workers().count() + " workers, "
                            + good.interfaces().size() + " interfaces, "
                            + good.nat().pools().stream()
                                    .mapToLong(pool -> pool.size())
                                    .sum() + " pool addresses");
                    return ExitCode.GOOD;
                })
                .orElse(ExitCode.WRONG_USE);
    }
}
