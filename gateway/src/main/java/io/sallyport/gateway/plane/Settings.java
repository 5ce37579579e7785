package io.sallyport.gateway.plane;

import io.sallyport.dataplane.policy.Limits;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.policy.Refusal;
import io.sallyport.dataplane.session.Timeouts;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.Mode;
import io.sallyport.gateway.config.NatConfig;
import java.security.SecureRandom;
import java.time.Duration;

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
                options(nat),
                limits(nat.limits()),
                config.mode() == Mode.LAB ? LAB_PATIENCE_NANOS : WorkerSettings.DEFAULT_PATIENCE_NANOS,
                random.nextLong(),
                random.nextLong());
    }

    private static NatOptions options(NatConfig nat) {
        return new NatOptions(
                nat.hairpin() == NatConfig.Hairpin.TRANSLATE,
                nat.nonIpv4() == NatConfig.NonIpv4.BYPASS,
                nat.otherProtocols() == NatConfig.OtherProtocols.TRANSLATE,
                nat.portOverload(),
                nat.pairing() == NatConfig.Pairing.SOFT,
                nat.tcpRstRevive(),
                nat.mssClamp().orElse(0),
                Refusal.valueOf(nat.icmpRefusal().name()));
    }

    private static Limits limits(io.sallyport.gateway.config.Limits given) {
        return new Limits(
                given.sessionsPerHost().orElse(0),
                given.portsPerHost().orElse(0),
                given.newSessionsPerHost().orElse(0),
                given.fragmentsPerWorker());
    }

    private static Timeouts timeouts(io.sallyport.gateway.config.Timeouts given) {
        return new Timeouts(
                millis(given.udp()),
                millis(given.tcpEstablished()),
                millis(given.tcpOpening()),
                millis(given.tcpClosing()),
                millis(given.icmp()),
                millis(given.other()),
                millis(given.fragment()),
                millis(given.portQuarantine()));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
