package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.PoolAddress;
import io.sallyport.verify.model.Configuration.StaticMapping;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which ports of the pool addresses are in use, by protocol. */
final class NatPorts {
    private final Map<Place, Use> uses = new HashMap<>();

    private record Place(int protocol, int address) {}

    /** The ports of one address and protocol. */
    private static final class Use {
        /** Ports of static mappings and of endpoint-independent ones, resting ones too: nobody else gets them. */
        final BitSet exclusive = new BitSet();
        /** Ports of other sessions. */
        final BitSet inUse = new BitSet();

        final Map<Integer, Integer> sessions = new HashMap<>();
        /** Until when a port that is free may still be held. */
        final Map<Integer, Long> lateUntil = new HashMap<>();
    }

    NatPorts(List<StaticMapping> statics) {
        for (StaticMapping mapping : statics) {
            if (!mapping.isOneToOne()) {
                setExclusive(mapping.protocol(), mapping.outside(), true);
            }
        }
    }

    static boolean hasPorts(int protocol) {
        return protocol == Ip.TCP || protocol == Ip.UDP || protocol == Ip.ICMP;
    }

    void setExclusive(int protocol, End nat, boolean value) {
        use(protocol, nat.address()).exclusive.set(nat.port(), value);
    }

    /** A session more or less uses a port. */
    void count(int protocol, End nat, int change) {
        Use use = use(protocol, nat.address());
        int sessions = use.sessions.merge(nat.port(), change, Integer::sum);
        use.inUse.set(nat.port(), sessions > 0);
    }

    /** A port has become free but may be held until a moment. */
    void setLate(int protocol, End nat, long until) {
        use(protocol, nat.address()).lateUntil.merge(nat.port(), until, Math::max);
    }

    /** Of the free ports of a slot those that nothing holds any more. */
    BitSet withoutLate(BitSet free, int protocol, PoolAddress address, int slot, long now) {
        BitSet ports = (BitSet) free.clone();
        Map<Integer, Long> late = use(protocol, address.address()).lateUntil;
        late.values().removeIf(until -> until <= now);
        late.keySet().stream()
                .map(port -> port - first(slot))
                .filter(port -> port >= 0)
                .forEach(ports::clear);
        return ports;
    }

    /** Free ports of a slot: bit 0 is the slot's first port. */
    BitSet free(int protocol, PoolAddress address, int slot) {
        Use use = use(protocol, address.address());
        int first = first(slot);
        BitSet ports = new BitSet();
        int lowest = Math.max(address.firstPort(), first) - first;
        int highest = Math.min(address.lastPort(), first + Ownership.PORTS_PER_SLOT - 1) - first;
        if (lowest <= highest) {
            ports.set(lowest, highest + 1);
        }
        ports.andNot(use.exclusive.get(first, first + Ownership.PORTS_PER_SLOT));
        ports.andNot(use.inUse.get(first, first + Ownership.PORTS_PER_SLOT));
        return ports;
    }

    /** Ports of a slot that sessions use, none of them exclusively: bit 0 is the slot's first port. */
    BitSet shareable(int protocol, PoolAddress address, int slot) {
        Use use = use(protocol, address.address());
        BitSet ports = use.inUse.get(first(slot), first(slot) + Ownership.PORTS_PER_SLOT);
        ports.andNot(use.exclusive.get(first(slot), first(slot) + Ownership.PORTS_PER_SLOT));
        return ports;
    }

    static int first(int slot) {
        return slot * Ownership.PORTS_PER_SLOT;
    }

    private Use use(int protocol, int address) {
        return uses.computeIfAbsent(new Place(protocol, address), place -> new Use());
    }
}
