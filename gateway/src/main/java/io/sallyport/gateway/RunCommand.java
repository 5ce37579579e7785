package io.sallyport.gateway;

import io.sallyport.api.Ledger;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.ConfigException;
import io.sallyport.gateway.config.Mode;
import io.sallyport.gateway.state.StartWith;
import io.sallyport.gateway.state.StartWith.Other;
import io.sallyport.gateway.state.TakenOver;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sallyport run}: the gateway in the foreground. Prints one line that starts with {@code ready} when packets flow,
 * ends cleanly on SIGTERM or SIGINT with a last line that starts with {@code ledger}, exit code 0.
 */
@Command(name = "run", description = "Starts the gateway in the foreground.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    /** Not an exit code: the gateway runs on other threads until a signal comes. */
    static final int STAYS = -1;

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private final ConfigFileOption file;

    @Option(
            names = "--discard-sessions",
            description = "Start without the sessions that an earlier gateway left, readable or not.")
    private boolean discardSessions;

    private final Set<Other> others = EnumSet.noneOf(Other.class);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Starter starter;

    /** Starts a gateway as its constructor does. */
    @FunctionalInterface
    interface Starter {
        Gateway start(Config config, StartWith with, Consumer<Throwable> failed) throws ConfigException;
    }

    RunCommand() {
        this(Gateway::new);
    }

    RunCommand(Starter starter) {
        this.starter = starter;
        this.file = new ConfigFileOption();
    }

    RunCommand(RunArguments plain) {
        starter = Gateway::new;
        file = new ConfigFileOption(plain.file());
        discardSessions = plain.with().discardSessions();
        others.add(plain.with().other());
    }

    @Option(
            names = "--replace",
            description = "If a gateway runs on the same sessions, have it stop and go on in its place.")
    void replace(boolean given) {
        askFor(Other.ASKED_TO_STOP, given);
    }

    @Option(
            names = "--standby",
            description =
                    "If a gateway runs on the same sessions, prepare beside it, and go on in its place when it ends, however that may be.")
    void standBy(boolean given) {
        askFor(Other.WAITED_FOR, given);
    }

    private void askFor(Other other, boolean given) {
        if (given) {
            others.add(other);
        }
    }

    @Override
    public Integer call() {
        if (others.size() > 1) {
            return refuse(
                    "--replace and --standby: the other gateway is either asked to stop or waited for; give one of them");
        }
        Optional<Config> config = file.read();
        if (standsBy() && config.isPresent() && !config.get().state().keepSessions()) {
            return refuse(
                    "--standby with state.keep-sessions false: without sessions in files nothing tells when the other"
                            + " gateway has ended; set it to true");
        }
        return config.isEmpty() ? ExitCode.WRONG_USE : start(config.get());
    }

    private StartWith with() {
        return new StartWith(discardSessions, others.stream().findFirst().orElse(Other.LEFT_ALONE));
    }

    private boolean standsBy() {
        return others.contains(Other.WAITED_FOR);
    }

    private static int refuse(String why) {
        System.err.println("sallyport: " + why);
        return ExitCode.WRONG_USE;
    }

    private int start(Config config) {
        long began = System.nanoTime();
        try {
            Gateway gateway = starter.start(config, with(), this::fail);
            if (!endsAtShutdown(gateway)) {
                return STAYS;
            }
            announce(config, gateway, (System.nanoTime() - began) / 1_000_000);
            return STAYS;
        } catch (ConfigException refused) {
            ConfigFileOption.print(refused);
            return ExitCode.WRONG_USE;
        } catch (EnvironmentException lacking) {
            System.err.println("sallyport: " + lacking.getMessage());
            return ExitCode.ENVIRONMENT;
        }
    }

    /** Has the gateway ended when the JVM is; says whether that is still to come, and not under way because a thread died. */
    private boolean endsAtShutdown(Gateway gateway) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(gateway), "stop"));
            return true;
        } catch (IllegalStateException underWay) {
            return false;
        }
    }

    private void announce(Config config, Gateway gateway, long millis) {
        TakenOver takenOver = gateway.takenOver();
        if (takenOver != null) {
            System.out.println(takenOver);
        }
        if (takenOver != null && takenOver.hadEarlier()) {
            System.out.printf(
                    Locale.ROOT,
                    "without a gateway for %d ms: from the last sign of the one before until now%n",
                    System.currentTimeMillis() - takenOver.lastSeenMillis());
        }
        String lab = config.mode() == Mode.LAB ? ", mode lab: NOT FOR PRODUCTION" : "";
        String after = standsBy() ? "" : " in " + millis + " ms"; // the time of waiting is no part of a start
        System.out.println("ready" + after + ": " + config.workers().count() + " workers, "
                + config.interfaces().size() + " interfaces" + lab);
    }

    private void fail(Throwable failure) {
        LOG.error(
                "thread {} died, so the gateway stops with exit code {}",
                Thread.currentThread().getName(),
                ExitCode.FAILED,
                failure);
        broken.set(true);
        Thread.ofPlatform().start(() -> System.exit(ExitCode.FAILED));
    }

    /** Runs while the JVM shuts down, and decides its exit code: a signal's would be 128 and more. */
    private void end(Gateway gateway) {
        gateway.stop();
        Ledger ledger = gateway.ledger();
        System.out.println(("ledger received=%d generated=%d transmitted=%d consumed=%d dropped=%d in_flight=%d"
                        + " difference=%d")
                .formatted(
                        ledger.received(),
                        ledger.generated(),
                        ledger.transmitted(),
                        ledger.consumed(),
                        ledger.dropped(),
                        ledger.inFlight(),
                        ledger.difference()));
        System.out.flush();
        gateway.close();
        Runtime.getRuntime().halt(broken.get() || ledger.difference() != 0 ? ExitCode.FAILED : ExitCode.GOOD);
    }
}
