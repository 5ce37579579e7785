package io.sallyport.gateway.config;

import io.sallyport.gateway.config.NatConfig.Filtering;
import io.sallyport.gateway.config.NatConfig.Hairpin;
import io.sallyport.gateway.config.NatConfig.IcmpRefusal;
import io.sallyport.gateway.config.NatConfig.Mapping;
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
    private static final Format<Duration> REST = Formats.duration(Duration.ZERO, Duration.ofDays(7));
    private static final Format<Integer> PER_HOST = Formats.number(1, 64_000_000);
    private static final Format<Mapping> MAPPING = Formats.oneOf(Mapping.class);
    private static final Format<Filtering> FILTERING = Formats.oneOf(Filtering.class);

    private NatBinder() {}

    static NatConfig bind(Section nat, Mode mode) {
        Mapping mapping = nat.get("mapping", MAPPING, Mapping.ENDPOINT_DEPENDENT);
        Optional<Filtering> filtering = nat.optional("filtering", FILTERING);
        return new NatConfig(
                mapping,
                filtering.orElse(Filtering.following(mapping)),
                nat.sections("pools").stream()
                        .map(pool -> pool(pool, mapping, filtering))
                        .toList(),
                nat.sections("static").stream().map(NatBinder::staticMapping).toList(),
                nat.sections("no-nat").stream()
                        .map(entry -> entry.require("to", Formats.PREFIX, NO_PREFIX))
                        .toList(),
                nat.get("hairpin", Formats.oneOf(Hairpin.class), Hairpin.TRANSLATE),
                nat.get("pairing", Formats.oneOf(Pairing.class), Pairing.SOFT),
                nat.get("port-overload", Formats.FLAG, true),
                nat.get("other-protocols", Formats.oneOf(OtherProtocols.class), OtherProtocols.TRANSLATE),
                nat.get("non-ipv4", Formats.oneOf(NonIpv4.class), NonIpv4.BYPASS),
                nat.get("icmp-refusal", Formats.oneOf(IcmpRefusal.class), IcmpRefusal.ADMIN_PROHIBITED),
                nat.get("tcp-rst-revive", Formats.FLAG, true),
                ConfigBinder.toInt(
                        nat.get("mss-clamp", Formats.number(536, 8960).orWord("off"), Optional.empty())),
                timeouts(nat.section("timeouts")),
                limits(nat.section("limits"), mode));
    }

    /** A pool that says nothing else is as {@code nat} says; but what cannot be with its own mapping is not passed on. */
    private static PoolConfig pool(Section section, Mapping natMapping, Optional<Filtering> natFiltering) {
        Mapping mapping = section.get("mapping", MAPPING, natMapping);
        Filtering following = Filtering.following(mapping);
        boolean inherits = mapping == Mapping.ENDPOINT_INDEPENDENT;
        return new PoolConfig(
                section.require("name", Formats.NAME, ""),
                section.requireList("addresses", Formats.ADDRESSES, NO_RANGE),
                section.get("ports", Formats.PORTS, PortRange.ALL),
                mapping,
                section.get("filtering", FILTERING, inherits ? natFiltering.orElse(following) : following));
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
                section.get("fragment", SHORT, fallback.fragment()),
                section.get("port-quarantine", REST, fallback.portQuarantine()));
    }

    private static Limits limits(Section section, Mode mode) {
        return new Limits(
                section.get("sessions-per-worker", Formats.number(1, 64_000_000), Limits.defaultSessions(mode)),
                ConfigBinder.toInt(section.optional("sessions-per-host", PER_HOST)),
                ConfigBinder.toInt(section.optional("ports-per-host", PER_HOST)),
                ConfigBinder.toInt(section.optional("new-sessions-per-host", Formats.PER_SECOND)),
                section.get(
                        "fragments-per-worker",
                        Formats.number(Limits.LEAST_FRAGMENTS, 1_000_000),
                        Limits.DEFAULT_FRAGMENTS));
    }
}
