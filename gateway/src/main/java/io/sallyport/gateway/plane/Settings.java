package io.sallyport.gateway.plane;

import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.Mode;
import io.sallyport.gateway.config.NatConfig;
import io.sallyport.gateway.config.PoolConfig;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns the configuration into what workers are made with. */
public final class Settings {
    /** Where workers share CPUs, one may wait this long for its turn without anything being wrong. */
    private static final long LAB_PATIENCE_NANOS = 100_000_000;

    private Settings() {}

    static WorkerSettings of(Config config) {
        NatConfig nat = config.nat();
        SecureRandom random = new SecureRandom();
        return new WorkerSettings(
                config.workers().count(),
                nat.limits().sessionsPerWorker(),
                timeouts(nat.timeouts()),
                nat.hairpin() == NatConfig.Hairpin.TRANSLATE,
                nat.nonIpv4() == NatConfig.NonIpv4.BYPASS,
                nat.portOverload(),
                nat.pairing() == NatConfig.Pairing.SOFT,
                spans(nat),
                config.mode() == Mode.LAB ? LAB_PATIENCE_NANOS : WorkerSettings.DEFAULT_PATIENCE_NANOS,
                random.nextLong(),
                random.nextLong());
    }

    /** Ports that each pool address may give out, by pool address index. */
    public static List<PortSpan> spans(NatConfig nat) {
        List<PortSpan> spans = new ArrayList<>();
        for (PoolConfig pool : nat.pools()) {
            for (long i = 0; i < pool.size(); i++) {
                spans.add(new PortSpan(pool.ports().first(), pool.ports().last()));
            }
        }
        return spans;
    }

    private static Timeouts timeouts(io.sallyport.gateway.config.Timeouts given) {
        return new Timeouts(
                millis(given.udp()),
                millis(given.tcpEstablished()),
                millis(given.tcpOpening()),
                millis(given.tcpClosing()),
                millis(given.icmp()));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
