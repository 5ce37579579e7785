package io.sallyport.bench.drivers;

import io.sallyport.api.DropCount;
import io.sallyport.api.Drops;
import io.sallyport.api.Ledger;
import io.sallyport.api.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** {@code ./sallyport run} as an operator starts it, with a configuration made for a case. One thread at a time. */
final class Gateway implements Running {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Child process;
    private final int api;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

    private Gateway(Child process, int api) {
        this.process = process;
        this.api = api;
    }

    /** Starts it and waits until it lets packets in. */
    static Gateway start(Bench bench, DriverCase one) {
        int api = Bench.freePort();
        Path file = bench.folder().resolve("gateway.yaml");
        try {
            Files.writeString(
                    file,
                    GatewayConfiguration.of(one, bench.folder(), bench.cpus().forwarders(), api));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of(bench.home().resolve("sallyport").toString(), "run", "-c", file.toString());
        Gateway gateway = new Gateway(Child.start("gateway", bench.folder(), command), api);
        try {
            gateway.process.await(line -> line.startsWith("ready"), READY_LIMIT);
            return gateway;
        } catch (DriversException notReady) {
            gateway.close();
            throw notReady;
        }
    }

    /** Every packet's fate, added up. */
    Ledger ledger() {
        return get("ledger", Ledger.class);
    }

    /** Whether packets and tables are on huge pages. */
    boolean hugePages() {
        return get("status", Status.class).hugepages();
    }

    /** Packets dropped, by reason; reasons without any are left out. */
    Map<String, Long> drops() {
        Map<String, Long> drops = new TreeMap<>();
        for (DropCount reason : get("drops", Drops.class).reasons()) {
            if (reason.total() > 0) {
                drops.put(reason.label(), reason.total());
            }
        }
        return drops;
    }

    private <T> T get(String what, Class<T> type) {
        URI uri = URI.create("http://127.0.0.1:%d/v1/%s".formatted(api, what));
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw DriversException.failed(
                        "GET %s answered %d: %s".formatted(uri, answer.statusCode(), answer.body()));
            }
            return Json.MAPPER.readValue(answer.body(), type);
        } catch (IOException | JacksonException e) {
            throw DriversException.failed("GET %s: %s".formatted(uri, e));
        } catch (InterruptedException e) {
            throw DriversException.interrupted();
        }
    }

    /** Part of the CPU time it wanted that the worker got. */
    double cpuShare() {
        return process.cpuShare("worker-");
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
