package io.sallyport.gateway;

import io.sallyport.gateway.state.StartWith;
import io.sallyport.gateway.state.StartWith.Other;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run} is told in its plain form, as launchers and service managers write it. It is read here because while a gateway that
 * died is started again nothing flows, and the classes of picocli alone take longer to load than all of the configuration takes to read.
 *
 * @param file the configuration
 * @param with how the start treats what it finds
 */
record RunArguments(Path file, StartWith with) {
    /** Reads them; nothing if they are in any other form, right or wrong, which is picocli's to tell. */
    static Optional<RunArguments> plain(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("run")) {
            return Optional.empty();
        }
        String file = null;
        boolean discard = false;
        Other other = Other.LEFT_ALONE;
        for (int at = 1; at < arguments.length; at++) {
            switch (arguments[at]) {
                case "-c", "--config" -> {
                    if (file != null || !isFile(next(arguments, at))) {
                        return Optional.empty();
                    }
                    file = arguments[++at];
                }
                case "--discard-sessions" -> discard = true;
                case "--replace", "--standby" -> {
                    if (other != Other.LEFT_ALONE) {
                        return Optional.empty();
                    }
                    other = arguments[at].equals("--replace") ? Other.ASKED_TO_STOP : Other.WAITED_FOR;
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return file == null
                ? Optional.empty()
                : Optional.of(new RunArguments(Path.of(file), new StartWith(discard, other)));
    }

    private static @Nullable String next(String[] arguments, int at) {
        return at + 1 < arguments.length ? arguments[at + 1] : null;
    }

    /** An {@code @} would have picocli read more arguments from a file. */
    private static boolean isFile(@Nullable String argument) {
        return argument != null && !argument.isEmpty() && !argument.startsWith("-") && !argument.startsWith("@");
    }
}
