package io.sallyport.verify.model;

import org.jspecify.annotations.Nullable;

/** One flow and what is known of it. */
public final class Session {
    final int protocol;
    final End inside;
    final End nat;
    final End remote;
    /** Number of the worker that owns it. */
    final int owner;
    /** Policy of its NAT address; null if it belongs to a static mapping. */
    final Configuration.@Nullable PoolAddress pool;
    /** The endpoint-independent mapping that it is one of. */
    final @Nullable NatMapping mapping;

    final TcpTrack tcp = new TcpTrack();
    private long lastActivity;

    Session(
            FlowKey insideKey,
            End nat,
            int owner,
            Configuration.@Nullable PoolAddress pool,
            @Nullable NatMapping mapping,
            long now) {
        this.protocol = insideKey.protocol();
        this.inside = insideKey.local();
        this.remote = insideKey.remote();
        this.nat = nat;
        this.owner = owner;
        this.pool = pool;
        this.mapping = mapping;
        this.lastActivity = now;
    }

    FlowKey insideKey() {
        return new FlowKey(protocol, inside, remote);
    }

    FlowKey outsideKey() {
        return new FlowKey(protocol, nat, remote);
    }

    /** What it looks like from outside the model. */
    public View view() {
        return new View(protocol, inside, nat, remote);
    }

    /** A session as state for comparison. */
    public record View(int protocol, End inside, End nat, End remote) {}

    boolean isStatic() {
        return pool == null;
    }

    /** Whether its port is one of those that are given out for a session alone. */
    boolean hasPortOfItsOwn() {
        return pool != null && mapping == null && NatPorts.hasPorts(protocol);
    }

    boolean isRefreshedFromOutside() {
        return protocol != Ip.UDP || pool == null || pool.filtering() != Configuration.Filtering.ENDPOINT_INDEPENDENT;
    }

    void refresh(long now) {
        lastActivity = now;
    }

    /** First moment at which it no longer exists. */
    long end(Configuration.Timeouts timeouts) {
        return lastActivity + timeout(timeouts);
    }

    private long timeout(Configuration.Timeouts timeouts) {
        return switch (protocol) {
            case Ip.UDP -> timeouts.udp();
            case Ip.ICMP -> timeouts.icmp();
            case Ip.TCP ->
                tcp.isClosing()
                        ? timeouts.tcpClosing()
                        : tcp.isEstablished() ? timeouts.tcpEstablished() : timeouts.tcpOpening();
            default -> timeouts.other();
        };
    }
}
