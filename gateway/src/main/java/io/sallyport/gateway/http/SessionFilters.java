package io.sallyport.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of {@code /v1/sessions}. */
final class SessionFilters {
    /** Every parameter there is, in the order to name them. */
    static final List<String> NAMES = List.of("inside", "nat", "remote", "protocol", "worker", "limit", "cursor");

    private static final int MAX_BYTE = 255;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private SessionFilters() {}

    static SessionQuery parse(Map<String, String> parameters) throws BadQueryException {
        for (String name : parameters.keySet()) {
            if (!NAMES.contains(name)) {
                throw new BadQueryException("there is no parameter '" + name + "'", NAMES);
            }
        }
        return new SessionQuery(
                endpoint("inside", parameters),
                endpoint("nat", parameters),
                endpoint("remote", parameters),
                protocol(parameters.get("protocol")),
                worker(parameters.get("worker")),
                limit(parameters.get("limit")),
                cursor(parameters.get("cursor")));
    }

    private static EndpointFilter endpoint(String name, Map<String, String> parameters) throws BadQueryException {
        String text = parameters.get(name);
        if (text == null) {
            return EndpointFilter.ANY;
        }
        EndpointFilter filter = EndpointText.parse(text);
        if (filter == null) {
            throw notAllowed(name, text, "an IPv4 address: 10.0.0.9", "an address and a port: 10.0.0.9:443");
        }
        return filter;
    }

    private static OptionalInt protocol(@Nullable String text) throws BadQueryException {
        if (text == null) {
            return OptionalInt.empty();
        }
        int number = Protocols.number(text).orElseGet(() -> number(text));
        if (number < 0 || number > MAX_BYTE) {
            List<String> allowed = new ArrayList<>(Protocols.NAMES);
            allowed.add("an IP protocol number, 0 to 255");
            throw notAllowed("protocol", text, allowed);
        }
        return OptionalInt.of(number);
    }

    private static OptionalInt worker(@Nullable String text) throws BadQueryException {
        if (text == null) {
            return OptionalInt.empty();
        }
        int worker = number(text);
        if (worker < 0 || worker > MAX_BYTE) {
            throw notAllowed("worker", text, "the id of a worker, 0 to 255");
        }
        return OptionalInt.of(worker);
    }

    private static int limit(@Nullable String text) throws BadQueryException {
        if (text == null) {
            return SessionQuery.DEFAULT_LIMIT;
        }
        int limit = number(text);
        if (limit < 1 || limit > SessionQuery.MAX_LIMIT) {
            throw notAllowed("limit", text, "1 to " + SessionQuery.MAX_LIMIT);
        }
        return limit;
    }

    private static SessionCursor cursor(@Nullable String text) throws BadQueryException {
        if (text == null) {
            return SessionCursor.START;
        }
        SessionCursor cursor = SessionCursor.parse(text);
        if (cursor == null) {
            throw notAllowed("cursor", text, "next_cursor of the page before");
        }
        return cursor;
    }

    /** The number that {@code text} is, or -1. */
    private static int number(String text) {
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }

    private static BadQueryException notAllowed(String name, String found, String... allowed) {
        return notAllowed(name, found, List.of(allowed));
    }

    private static BadQueryException notAllowed(String name, String found, List<String> allowed) {
        return new BadQueryException("parameter '" + name + "' is '" + found + "'", allowed);
    }
}
