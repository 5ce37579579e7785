package io.sallyport.lab.gateway;

import io.sallyport.lab.LabException;
import io.sallyport.lab.net.Commands;
import io.sallyport.lab.net.Patience;
import io.sallyport.lab.net.Topology;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Asks the gateway's HTTP API. Any thread may call. */
public final class GatewayApi implements AutoCloseable {
    private static final Duration LIMIT = Patience.seconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final ObjectMapper mapper = new ObjectMapper();

    private final String address;

    /** Of the lab's gateway; nothing is asked yet. */
    public GatewayApi() {
        this("127.0.0.1:" + Topology.API_PORT);
    }

    /** Of a gateway that answers at {@code address}, like {@code 127.0.0.1:8044}; nothing is asked yet. */
    public GatewayApi(String address) {
        this.address = address;
    }

    /**
     * The answer to {@code GET /v1/what}.
     *
     * @throws LabException if there is no answer or none with status 200
     */
    public JsonNode get(String what) {
        URI uri = URI.create("http://%s/v1/%s".formatted(address, what));
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw LabException.failed(
                        "GET %s answered %d: %s".formatted(uri, response.statusCode(), response.body()));
            }
            return mapper.readTree(response.body());
        } catch (IOException e) {
            throw LabException.failed("GET %s: %s".formatted(uri, e));
        } catch (InterruptedException e) {
            throw Commands.interrupted();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
