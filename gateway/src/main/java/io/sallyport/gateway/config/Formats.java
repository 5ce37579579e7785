package io.sallyport.gateway.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that a configuration has. */
final class Formats {
    static final Format<Boolean> FLAG = new Format<>("allowed is true or false", Formats::flag);

    static final Format<Integer> ADDRESS =
            new Format<>("allowed is an IPv4 address such as 198.51.100.1", text -> boxed(Ipv4.parse(text)));

    static final Format<Ipv4Prefix> PREFIX =
            new Format<>("allowed is an IPv4 address with a prefix length such as 10.0.0.1/24", Ipv4Prefix::parse);

    static final Format<Ipv4Prefix> SUBNET = new Format<>(
            "allowed is an IPv4 address with a prefix length of 1 to 32 such as 10.0.0.1/24",
            text -> Ipv4Prefix.parse(text).filter(prefix -> prefix.length() > 0));

    static final Format<Ipv4Range> ADDRESSES = new Format<>(
            "allowed is an IPv4 address, a range such as 203.0.113.10-203.0.113.13 with the lower address first, or"
                    + " a prefix without host bits such as 203.0.113.8/30",
            Ipv4Range::parse);

    static final Format<PortRange> PORTS =
            new Format<>("allowed is a range of ports such as 1024-65535 with the lower port first", PortRange::parse);

    static final Format<Ipv4Endpoint> ENDPOINT =
            new Format<>("allowed is an IPv4 address and a port such as 127.0.0.1:8044", Ipv4Endpoint::parse);

    static final Format<Ipv4Endpoint> ADDRESS_OR_ENDPOINT = new Format<>(
            "allowed is an IPv4 address, with a port such as 10.0.0.80:80 where protocol is given",
            Formats::addressOrEndpoint);

    /** DPDK keeps names in 64 bytes and takes what follows a comma for arguments. */
    static final Format<String> DEVICE = matching(
            "allowed is DPDK's name of a port, 1 to 63 letters, digits and any of . : _ - @, such as 0000:3b:00.1 or"
                    + " net_af_packet0",
            "[A-Za-z0-9.:_@-]{1,63}");

    static final Format<String> NAME =
            matching("allowed is a name of 1 to 32 letters, digits, - and _", "[A-Za-z0-9_-]{1,32}");

    static final Format<String> ARGUMENT =
            matching("allowed is a text of 1 to 1000 characters without spaces", "[\\x21-\\x7e]{1,1000}");

    static final Format<Path> DIRECTORY = new Format<>(
            "allowed is an absolute path such as /var/lib/sallyport", text -> path(text, Integer.MAX_VALUE));

    /** The kernel keeps a socket's path in 108 bytes with a zero at the end. */
    static final Format<Path> SOCKET = new Format<>(
            "allowed is an absolute path of at most 107 bytes such as /run/sallyport/api.sock",
            text -> path(text, 107));

    static final Format<Integer> PER_SECOND =
            new Format<>("allowed is a number a second, 1/s to 1000000/s", Formats::perSecond);

    private Formats() {}

    static Format<Integer> number(int min, int max) {
        return new Format<>(
                "allowed is a whole number, " + min + " to " + max, text -> boxed(Numbers.parse(text, min, max)));
    }

    static Format<Duration> duration(Duration min, Duration max) {
        return new Format<>(
                "allowed is " + Durations.format(min) + " to " + Durations.format(max)
                        + ", a whole number with a unit (ms, s, m, h or d) such as 300s",
                text -> Durations.parse(text).filter(time -> time.compareTo(min) >= 0 && time.compareTo(max) <= 0));
    }

    /** The names of an enum's constants in lower case, with {@code -} for {@code _}. */
    static <E extends Enum<E>> Format<E> oneOf(Class<E> type) {
        List<E> constants = List.copyOf(EnumSet.allOf(type));
        String labels = constants.stream().map(Formats::label).collect(Collectors.joining(" or "));
        return new Format<>(
                "allowed is " + labels,
                text -> constants.stream()
                        .filter(constant -> label(constant).equals(text))
                        .findFirst());
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Format<String> matching(String allowed, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new Format<>(
                allowed,
                text -> Optional.of(text).filter(t -> pattern.matcher(t).matches()));
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Ipv4Endpoint> addressOrEndpoint(String text) {
        OptionalInt address = Ipv4.parse(text);
        return address.isPresent() ? Optional.of(new Ipv4Endpoint(address.getAsInt(), 0)) : Ipv4Endpoint.parse(text);
    }

    private static Optional<Integer> perSecond(String text) {
        return text.endsWith("/s")
                ? boxed(Numbers.parse(text.substring(0, text.length() - 2), 1, 1_000_000))
                : Optional.empty();
    }

    private static Optional<Path> path(String text, int maxBytes) {
        boolean absolute = text.startsWith("/") && text.length() > 1 && text.indexOf('\0') < 0;
        return absolute && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes
                ? Optional.of(Path.of(text))
                : Optional.empty();
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}
