package io.sallyport.gateway.http;

import java.util.List;
import java.util.OptionalInt;

/** IP protocols by the names that the API has for them. */
public final class Protocols {
    private static final List<Named> NAMED = List.of(
            new Named("tcp", 6),
            new Named("udp", 17),
            new Named("icmp", 1),
            new Named("gre", 47),
            new Named("esp", 50),
            new Named("sctp", 132));

    /** All names. */
    static final List<String> NAMES = NAMED.stream().map(Named::name).toList();

    private record Named(String name, int number) {}

    private Protocols() {}

    /** The name of a protocol, or its number in digits if it has none. */
    public static String name(int number) {
        for (Named named : NAMED) {
            if (named.number == number) {
                return named.name;
            }
        }
        return Integer.toString(number);
    }

    /** The protocol with a name. */
    static OptionalInt number(String name) {
        return NAMED.stream()
                .filter(named -> named.name.equals(name))
                .mapToInt(Named::number)
                .findFirst();
    }
}
