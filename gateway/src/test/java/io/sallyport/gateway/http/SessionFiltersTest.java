package io.sallyport.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionFiltersTest {
    static SessionQuery query(Map<String, String> parameters) {
        try {
            return SessionFilters.parse(parameters);
        } catch (BadQueryException e) {
            throw new AssertionError(e.text(), e);
        }
    }

    @Test
    void matchesEverythingFromTheStartIfNothingIsAsked() {
        SessionQuery query = query(Map.of());

        assertThat(query.limit()).isEqualTo(100);
        assertThat(query.start()).isEqualTo(new SessionCursor(0, 0));
        assertThat(query.inside().matches(0, 0)).isTrue();
        assertThat(query.matches(5, 6)).isTrue();
    }

    @Test
    void filtersByWorkerAndProtocolTogether() {
        SessionQuery query = query(Map.of("worker", "1", "protocol", "udp"));

        assertThat(query.matches(1, 17)).isTrue();
        assertThat(query.matches(0, 17)).isFalse();
        assertThat(query.matches(1, 6)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"icmp,1", "tcp,6", "udp,17", "gre,47", "esp,50", "sctp,132", "47,47", "0,0", "255,255"})
    void takesProtocolByNameOrNumber(String text, int number) {
        assertThat(query(Map.of("protocol", text)).protocol()).isEqualTo(OptionalInt.of(number));
    }

    @Test
    void endpointFilterMatchesAddressAndPort() {
        EndpointFilter address = query(Map.of("inside", "10.0.0.9")).inside();
        EndpointFilter endpoint =
                query(Map.of("inside", "255.255.255.255:65535")).inside();

        assertThat(address.matches(0x0A000009, 0)).isTrue();
        assertThat(address.matches(0x0A000009, 65_535)).isTrue();
        assertThat(address.matches(0x0A000008, 0)).isFalse();
        assertThat(endpoint.matches(-1, 65_535)).isTrue();
        assertThat(endpoint.matches(-1, 65_534)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "inside,10.0.0.256",
        "inside,10.0.0",
        "inside,10.0.0.9:65536",
        "inside,10.0.0.9:",
        "inside,host.example",
        "nat,''",
        "remote,::1",
        "protocol,dccp",
        "protocol,256",
        "protocol,-1",
        "worker,-1",
        "worker,256",
        "worker,one",
        "limit,0",
        "limit,10001",
        "limit,99999999999999999999",
        "cursor,7",
        "cursor,1-9999999999",
        "cursor,../etc"
    })
    void refusesWrongValueAndNamesIt(String name, String value) {
        BadQueryException e =
                catchThrowableOfType(BadQueryException.class, () -> SessionFilters.parse(Map.of(name, value)));

        assertThat(e.text()).isEqualTo("parameter '" + name + "' is '" + value + "'");
        assertThat(e.allowed()).isNotEmpty();
    }

    @Test
    void refusesUnknownParameterAndListsThoseThatThereAre() {
        BadQueryException e =
                catchThrowableOfType(BadQueryException.class, () -> SessionFilters.parse(Map.of("insde", "10.0.0.9")));

        assertThat(e.text()).isEqualTo("there is no parameter 'insde'");
        assertThat(e.allowed()).containsExactlyElementsOf(SessionFilters.NAMES);
    }

    @Test
    void refusesParameterGivenTwice() {
        BadQueryException e =
                catchThrowableOfType(BadQueryException.class, () -> QueryString.parse("limit=1&worker=2&limit=3"));

        assertThat(e.text()).isEqualTo("parameter 'limit' is given more than once");
    }

    @Test
    void decodesQueryStrings() throws BadQueryException {
        assertThat(QueryString.parse("a=1%3A2&b=&c"))
                .containsExactly(Map.entry("a", "1:2"), Map.entry("b", ""), Map.entry("c", ""));
        assertThat(QueryString.parse("")).isEmpty();
    }

    @Test
    void cursorReadsBackAsWritten() {
        SessionCursor cursor = new SessionCursor(63, 999_999_999);

        assertThat(SessionCursor.parse(cursor.toString())).isEqualTo(cursor);
    }
}
