package io.sallyport.gateway.config;

import io.sallyport.gateway.config.NatConfig.Dependence;
import io.sallyport.gateway.config.NatConfig.Hairpin;
import io.sallyport.gateway.config.NatConfig.IcmpRefusal;
import io.sallyport.gateway.config.NatConfig.NonIpv4;
import io.sallyport.gateway.config.NatConfig.OtherProtocols;
import io.sallyport.gateway.config.NatConfig.Pairing;
import io.sallyport.gateway.config.StaticMapping.Protocol;
import java.time.Duration;
import java.util.Optional;

/** Reads the section {@code nat}. */
final class NatBinder {
    private static final Ipv4Range NO_RANGE = new Ipv4Range(0, 0);
    private static final Ipv4Endpoint NO_ENDPOINT = new Ipv4Endpoint(0, 0);
    private static final Ipv4Prefix NO_PREFIX = new Ipv4Prefix(0, 32);
    private static final Format<Duration> IDLE = Formats.duration(Duration.ofMillis(100), Duration.ofDays(7));
    private static final Format<Duration> SHORT = Formats.duration(Duration.ofMillis(100), Duration.ofMinutes(1));

    private NatBinder() {}

    static NatConfig bind(Section nat, Mode mode) {
        Format<Dependence> dependence = Formats.oneOf(Dependence.class);
        Dependence mapping = nat.get("mapping", dependence, Dependence.ENDPOINT_DEPENDENT);
        return new NatConfig(
                mapping,
                nat.get("filtering", dependence, mapping),
                nat.sections("pools").stream().map(NatBinder::pool).toList(),
                nat.sections("static").stream().map(NatBinder::staticMapping).toList(),
                nat.sections("no-nat").stream()
                        .map(entry -> entry.require("to", Formats.PREFIX, NO_PREFIX))
                        .toList(),
                nat.get("hairpin", Formats.oneOf(Hairpin.class), Hairpin.TRANSLATE),
                nat.get("pairing", Formats.oneOf(Pairing.class), Pairing.SOFT),
                nat.get("port-overload", Formats.FLAG, mapping == Dependence.ENDPOINT_DEPENDENT),
                nat.get("other-protocols", Formats.oneOf(OtherProtocols.class), OtherProtocols.DROP),
                nat.get("non-ipv4", Formats.oneOf(NonIpv4.class), NonIpv4.BYPASS),
                nat.get("icmp-refusal", Formats.oneOf(IcmpRefusal.class), IcmpRefusal.ADMIN_PROHIBITED),
                nat.get("tcp-rst-revive", Formats.FLAG, true),
                ConfigBinder.toInt(
                        nat.get("mss-clamp", Formats.number(536, 8960).orWord("off"), Optional.empty())),
                timeouts(nat.section("timeouts")),
                limits(nat.section("limits"), mode));
    }

    private static PoolConfig pool(Section section) {
        return new PoolConfig(
                section.require("name", Formats.NAME, ""),
                section.requireList("addresses", Formats.ADDRESSES, NO_RANGE),
                section.get("ports", Formats.PORTS, PortRange.ALL));
    }

    private static StaticMapping staticMapping(Section section) {
        Ipv4Endpoint inside = section.require("inside", Formats.ADDRESS_OR_ENDPOINT, NO_ENDPOINT);
        Ipv4Endpoint outside = section.require("outside", Formats.ADDRESS_OR_ENDPOINT, NO_ENDPOINT);
        return new StaticMapping(
                section.optional("protocol", Formats.oneOf(Protocol.class)).orElse(null),
                inside.address(),
                inside.port(),
                outside.address(),
                outside.port());
    }

    private static Timeouts timeouts(Section section) {
        Timeouts fallback = Timeouts.DEFAULT;
        Optional<Duration> transitory = section.optional("tcp-transitory", IDLE);
        return new Timeouts(
                section.get("udp", IDLE, fallback.udp()),
                section.get("tcp-established", IDLE, fallback.tcpEstablished()),
                section.get("tcp-opening", IDLE, transitory.orElse(fallback.tcpOpening())),
                section.get("tcp-closing", IDLE, transitory.orElse(fallback.tcpClosing())),
                section.get("icmp", IDLE, fallback.icmp()),
                section.get("other", IDLE, fallback.other()),
                section.get("fragment", SHORT, fallback.fragment()));
    }

    private static Limits limits(Section section, Mode mode) {
        return new Limits(
                section.get("sessions-per-worker", Formats.number(1, 64_000_000), Limits.defaultSessions(mode)),
                ConfigBinder.toInt(section.optional("sessions-per-host", Formats.number(1, 64_000_000))),
                ConfigBinder.toInt(section.optional("new-sessions-per-host", Formats.PER_SECOND)),
                section.get("fragments-per-worker", Formats.number(1, 1_000_000), Limits.DEFAULT_FRAGMENTS));
    }
}
