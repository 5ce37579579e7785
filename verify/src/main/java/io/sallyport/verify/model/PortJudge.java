package io.sallyport.verify.model;

import io.sallyport.verify.model.Configuration.Mapping;
import io.sallyport.verify.model.Configuration.PoolAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which NAT tuples a new session may get (section 5, NAT port), and whether the gateway's choice is one of them. */
final class PortJudge {
    private final Configuration configuration;
    private final Ownership ownership;
    private final NatPorts ports;
    private final Predicate<FlowKey> outsideKeyExists;

    PortJudge(Configuration configuration, Ownership ownership, NatPorts ports, Predicate<FlowKey> outsideKeyExists) {
        this.configuration = configuration;
        this.ownership = ownership;
        this.ports = ports;
        this.outsideKeyExists = outsideKeyExists;
    }

    /** What may be chosen: some ports of one address. */
    record Offer(PoolAddress address, int slot, BitSet ports) {
        boolean holds(End nat) {
            int port = nat.port() - NatPorts.first(slot);
            return nat.address() == address.address() && port >= 0 && ports.get(port);
        }

        @Override
        public String toString() {
            return "one of %s + %s of %s"
                    .formatted(
                            NatPorts.first(slot),
                            ports.cardinality() > 20 ? ports.cardinality() + " ports" : ports,
                            Addresses.text(address.address()));
        }
    }

    /** A host's own pool address. */
    PoolAddress own(int insideAddress) {
        return configuration.pool().get(ownership.poolIndex(insideAddress));
    }

    /**
     * What the first rule that leaves anything to choose leaves; empty if there is nothing.
     *
     * @param withoutLate whether ports count as in use that have become free only just now
     */
    Optional<Offer> offer(FlowKey flow, boolean withoutLate, long now) {
        int host = flow.local().address();
        Optional<Offer> offer = firstOf(flow, List.of(own(host)), withoutLate, now);
        return offer.isPresent() || !configuration.switches().softPairing()
                ? offer
                : firstOf(flow, others(host), withoutLate, now);
    }

    /** The pool address of a tuple that was chosen. */
    @Nullable
    PoolAddress poolAddress(int address) {
        return configuration.pool().stream()
                .filter(a -> a.address() == address)
                .findFirst()
                .orElse(null);
    }

    private Optional<Offer> firstOf(FlowKey flow, List<PoolAddress> addresses, boolean withoutLate, long now) {
        if (!NatPorts.hasPorts(flow.protocol())) {
            return addresses.stream()
                    .filter(a -> !outsideKeyExists.test(
                            new FlowKey(flow.protocol(), new End(a.address(), 0), flow.remote())))
                    .map(PortJudge::withoutPorts)
                    .findFirst();
        }
        int slot = Ownership.slot(flow.protocol(), flow.local());
        for (PoolAddress address : addresses) {
            BitSet free = ports.free(flow.protocol(), address, slot);
            BitSet sure = ports.withoutLate(free, flow.protocol(), address, slot, now);
            if (!(withoutLate ? sure : free).isEmpty()) {
                return Optional.of(new Offer(address, slot, preferParity(flow, slot, free, sure)));
            }
        }
        for (PoolAddress address : addresses) {
            BitSet shared = overloadable(flow, address, slot);
            if (!shared.isEmpty()) {
                return Optional.of(new Offer(address, slot, shared));
            }
        }
        return Optional.empty();
    }

    private static Offer withoutPorts(PoolAddress address) {
        BitSet zero = new BitSet();
        zero.set(0);
        return new Offer(address, 0, zero);
    }

    /** For UDP the ports of the inside port's parity, if there are any for sure. */
    private static BitSet preferParity(FlowKey flow, int slot, BitSet free, BitSet sure) {
        if (flow.protocol() != Ip.UDP) {
            return free;
        }
        int parity = (flow.local().port() - NatPorts.first(slot)) & 1;
        boolean hasSame = sure.stream().anyMatch(port -> (port & 1) == parity);
        BitSet same = new BitSet();
        free.stream().filter(port -> (port & 1) == parity).forEach(same::set);
        return hasSame ? same : free;
    }

    private BitSet overloadable(FlowKey flow, PoolAddress address, int slot) {
        boolean allowed = configuration.switches().portOverload() && address.mapping() == Mapping.ENDPOINT_DEPENDENT;
        if (!allowed) {
            return new BitSet();
        }
        BitSet shared = ports.shareable(flow.protocol(), address, slot);
        BitSet result = new BitSet();
        shared.stream()
                .filter(port -> !outsideKeyExists.test(new FlowKey(
                        flow.protocol(), new End(address.address(), NatPorts.first(slot) + port), flow.remote())))
                .forEach(result::set);
        return result;
    }

    /** The other pool addresses of the same policy, in turn from the host's own. */
    private List<PoolAddress> others(int insideAddress) {
        int own = ownership.poolIndex(insideAddress);
        int count = configuration.pool().size();
        List<PoolAddress> others = new ArrayList<>();
        for (int k = 1; k < count; k++) {
            PoolAddress other = configuration.pool().get((own + k) % count);
            PoolAddress first = configuration.pool().get(own);
            if (other.mapping() == first.mapping() && other.filtering() == first.filtering()) {
                others.add(other);
            }
        }
        return others;
    }
}
