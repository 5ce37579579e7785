package io.sallyport.bench.drivers;

import io.sallyport.api.DropCount;
import io.sallyport.api.Drops;
import io.sallyport.api.Ledger;
import io.sallyport.api.Status;
import io.sallyport.bench.process.RunningGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** A gateway with a configuration made for a case, and its answers. One thread at a time. */
final class Gateway implements Running {
    private final RunningGateway running;

    private Gateway(RunningGateway running) {
        this.running = running;
    }

    /** Starts it and waits until it lets packets in. */
    static Gateway start(Bench bench, DriverCase one) {
        String configuration =
                GatewayConfiguration.of(one, bench.folder(), bench.cpus().forwarders());
        try {
            return new Gateway(new RunningGateway(bench.folder(), List.of(), configuration));
        } catch (IOException notReady) {
            throw DriversException.failed(String.valueOf(notReady.getMessage()));
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
        String path = "/v1/" + what;
        try {
            return Json.MAPPER.readValue(running.ask(path), type);
        } catch (IOException | JacksonException e) {
            throw DriversException.failed("GET %s: %s".formatted(path, e));
        }
    }

    /** Part of the CPU time it wanted that the worker got. */
    double cpuShare() {
        return CpuShare.of(running.pid(), "worker-");
    }

    @Override
    public void close() {
        running.close();
    }
}
