package io.sallyport.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.api.ApiError;
import io.sallyport.api.GapTimes;
import io.sallyport.api.NeighborInfo;
import io.sallyport.api.Status;
import io.sallyport.api.TurnGaps;
import io.sallyport.api.WorkerInfo;
import io.sallyport.api.Workers;
import io.sallyport.gateway.http.ApiClient.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
final class ApiServerTest {
    private final SampleGateway gateway = new SampleGateway();
    private final ApiClient client = new ApiClient(gateway);

    @AfterEach
    void close() {
        client.close();
    }

    /** Every path that answers with a record, and the record. */
    static List<Map.Entry<String, Object>> answers() {
        SampleGateway sample = new SampleGateway();
        return List.of(
                Map.entry("/v1/status", sample.status()),
                Map.entry("/v1/numa", sample.numa()),
                Map.entry("/v1/workers", sample.workers()),
                Map.entry("/v1/pauses", sample.pauses()),
                Map.entry("/v1/interfaces", sample.interfaces()),
                Map.entry("/v1/counters", sample.counters()),
                Map.entry("/v1/drops", sample.drops()),
                Map.entry("/v1/handoff", sample.handoff()),
                Map.entry("/v1/ledger", sample.ledger()),
                Map.entry("/v1/sessions", sample.sessions(SessionFiltersTest.query(Map.of()))),
                Map.entry("/v1/pools", sample.pools()),
                Map.entry("/v1/neighbors", sample.neighbors()),
                Map.entry("/v1/routes", sample.routes()));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answersWithJsonThatReadsBackAsTheSameRecord(Map.Entry<String, Object> answer) throws Exception {
        Response response = client.get(answer.getKey());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.contentType()).contains("application/json");
        assertThat((Object)
                        Json.MAPPER.readValue(response.body(), answer.getValue().getClass()))
                .isEqualTo(answer.getValue());
    }

    @Test
    void asksTheGatewayForEveryAnswerThatItHas() {
        long paths =
                ApiRoute.ALL.stream().filter(r -> r.path().startsWith("/v1/")).count();

        assertThat(paths).isEqualTo(answers().size()).isEqualTo(GatewayView.class.getDeclaredMethods().length);
    }

    @Test
    void writesComponentsInSnakeCaseAndCountersAsTheyAre() throws Exception {
        JsonNode worker = json("/v1/workers").at("/workers/0");
        JsonNode device = json("/v1/interfaces").at("/interfaces/0/device");

        assertThat(json("/v1/status").propertyNames())
                .containsExactly(
                        "version",
                        "dpdk",
                        "mode",
                        "workers",
                        "pid",
                        "uptime_seconds",
                        "hugepages",
                        "ready",
                        "restored");
        assertThat(worker.get("counters").propertyNames())
                .containsExactly("rx_packets", "tx_packets", "sessions_active");
        assertThat(device.propertyNames()).contains("imissed", "rx_nombuf");
        assertThat(json("/v1/neighbors").at("/neighbors/1").propertyNames())
                .containsExactly("interface_name", "address", "mac", "state", "age_seconds");
    }

    @Test
    void writesWhatIsNotKnownAsNull() throws Exception {
        assertThat(json("/v1/workers").at("/workers/1/busy").isNull()).isTrue();
        assertThat(json("/v1/neighbors").at("/neighbors/1/mac").isNull()).isTrue();
        assertThat(json("/v1/neighbors").at("/neighbors/1/state").stringValue()).isEqualTo(NeighborInfo.RESOLVING);
    }

    @Test
    @Tag("C10.9")
    void totalsAreTheSumOfTheWorkersOwnCounts() throws Exception {
        assertThat(json("/v1/counters").at("/total/rx_packets").asLong()).isEqualTo(1_000_500);
        assertThat(json("/v1/drops").at("/total").asLong()).isEqualTo(51);
        assertThat(json("/v1/drops").at("/reasons/1/total").asLong()).isEqualTo(2);
        assertThat(json("/v1/ledger").at("/received").asLong()).isEqualTo(1_000_500);
        assertThat(json("/v1/ledger").at("/difference").asLong()).isZero();
    }

    @Test
    void passesSessionFiltersToTheGateway() throws Exception {
        client.get("/v1/sessions?inside=10.0.0.9:40000&nat=203.0.113.10&remote=192.0.2.80%3A443"
                + "&protocol=tcp&worker=1&limit=10000&cursor=1-17");

        assertThat(gateway.asked)
                .isEqualTo(new SessionQuery(
                        EndpointFilter.of(0x0A000009, 40_000),
                        EndpointFilter.of(0xCB00710A),
                        EndpointFilter.of(0xC0000250, 443),
                        OptionalInt.of(6),
                        OptionalInt.of(1),
                        10_000,
                        new SessionCursor(1, 17)));
    }

    @Test
    void refusesWrongSessionFilterAndSaysWhatIsAllowed() throws Exception {
        Response response = client.get("/v1/sessions?limit=10001");

        assertThat(response.status()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(new ApiError("parameter 'limit' is '10001'", List.of("1 to 10000")));
    }

    @Test
    void refusesParameterThatThePathDoesNotTake() throws Exception {
        Response response = client.get("/v1/status?verbose=1");

        assertThat(response.status()).isEqualTo(400);
        assertThat(error(response).message()).isEqualTo("/v1/status takes no parameters, found 'verbose'");
    }

    @Test
    void refusesQueryThatIsNotPercentEncoded() throws Exception {
        String answer = raw("GET /v1/sessions?inside=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"allowed\"").doesNotContain("Exception");
    }

    @Test
    void namesAllPathsWhereThereIsNone() throws Exception {
        for (String path : List.of("/", "/v1", "/v1/nothing", "/v1/status/", "/V1/status")) {
            Response response = client.get(path);

            assertThat(response.status()).as(path).isEqualTo(404);
            assertThat(error(response).message()).isEqualTo("there is no '" + path + "'");
            assertThat(error(response).allowed()).contains("/v1/status", "/v1/sessions", "/metrics", "/readyz");
        }
    }

    @Test
    void refusesOtherMethodsThanGet() throws Exception {
        Response response = client.request("DELETE", "/v1/sessions");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.allow()).contains("GET");
        assertThat(error(response).allowed()).containsExactly("GET");
    }

    @Test
    void answersWhatIsNoHttpRequestWithoutStackTrace() throws Exception {
        String answer = raw("HELLO sallyport\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"allowed\"").doesNotContain("Exception");
    }

    @Test
    void keepsFailureOfTheGatewayOutOfTheAnswer() throws Exception {
        GatewayView broken = new SampleGateway() {
            @Override
            public Status status() {
                throw new IllegalStateException("secret of the inside");
            }
        };
        try (ApiClient toBroken = new ApiClient(broken)) {
            Response response = toBroken.get("/v1/status");

            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).doesNotContain("secret", "Exception");
            assertThat(error(response).message()).contains("/v1/status").contains("log");
            assertThat(toBroken.get("/v1/workers").status()).isEqualTo(200);
        }
    }

    @Test
    void isReadyOnlyWhenPacketsFlow() throws Exception {
        GatewayView starting = new SampleGateway() {
            @Override
            public Status status() {
                return new Status("0.1.0", "DPDK 22.11.7", "lab", 0, 4711, 0, false, false, null);
            }
        };
        try (ApiClient toStarting = new ApiClient(starting)) {
            assertThat(toStarting.get("/readyz").status()).isEqualTo(503);
            assertThat(toStarting.get("/healthz").status()).isEqualTo(200);
        }
        assertThat(client.get("/readyz").status()).isEqualTo(200);
        assertThat(client.get("/readyz").body()).isEqualTo("ready\n");
    }

    @Test
    void isNotHealthyWhileAWorkerIsStalled() throws Exception {
        GatewayView stalled = new SampleGateway() {
            @Override
            public Workers workers() {
                return new Workers(
                        List.of(new WorkerInfo(
                                3,
                                5,
                                WorkerInfo.STALLED,
                                null,
                                null,
                                Map.of(),
                                Map.of(),
                                new TurnGaps(new GapTimes(0, 0, 0, 0, 0), null, 0, List.of()),
                                List.of())),
                        List.of());
            }
        };
        try (ApiClient toStalled = new ApiClient(stalled)) {
            Response response = toStalled.get("/healthz");

            assertThat(response.status()).isEqualTo(503);
            assertThat(error(response).message()).isEqualTo("stalled: worker 3 on CPU 5");
        }
        assertThat(client.get("/healthz").body()).isEqualTo("ok\n");
    }

    private JsonNode json(String path) throws IOException {
        return Json.MAPPER.readTree(client.get(path).body());
    }

    private static ApiError error(Response response) {
        return Json.MAPPER.readValue(response.body(), ApiError.class);
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), client.server().port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.setSoTimeout(10_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
