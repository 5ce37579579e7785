package io.sallyport.dataplane.worker;

import static io.sallyport.dataplane.memory.Topology.INSIDE;
import static io.sallyport.dataplane.memory.Topology.OUTSIDE;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.packet.Ports;
import io.sallyport.dataplane.policy.Filtering;
import io.sallyport.dataplane.policy.NatOptions;
import io.sallyport.dataplane.ports.PortSpan;
import io.sallyport.dataplane.snapshot.InterfaceFacts;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.snapshot.NetworkSet;
import io.sallyport.dataplane.snapshot.PoolAddress;
import io.sallyport.dataplane.snapshot.StaticMapping;
import io.sallyport.dataplane.worker.Packets.End;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A gateway of three workers as a test sees it: packets in, packets out, each on a worker's queue at random. After each
 * packet all workers run until they have nothing to do. Closing checks that nothing is lost and every ledger is zero.
 */
final class Nat implements AutoCloseable {
    static final End HOST = End.of("10.1.2.3", 40_001);
    static final End OTHER = End.of("10.7.7.7", 40_001);
    static final End SERVER = End.of("192.0.2.10", 53);
    static final End STRANGER = End.of("192.0.2.99", 53);
    static final int ROUTER = Packets.address("192.0.2.254");
    static final int INSIDE_SELF = Packets.address("10.0.0.1");
    static final int OUTSIDE_SELF = Packets.address("198.51.100.2");
    static final int POOL = Packets.address("203.0.113.10");

    final Rig rig;
    private final SplittableRandom random = new SplittableRandom(7);

    Nat() {
        this(settings(), NatFacts.of(POOL));
    }

    Nat(WorkerSettings settings, NatFacts facts) {
        this(settings, Topology.usual(facts));
    }

    Nat(WorkerSettings settings, Topology topology) {
        rig = new Rig(settings, topology, 4096, 512);
    }

    static WorkerSettings settings() {
        return WorkerSettings.defaults(3, 400);
    }

    static NatOptions options(boolean hairpin, boolean others, boolean overload, boolean rstRevives, int mss) {
        NatOptions usual = NatOptions.DEFAULT;
        return new NatOptions(hairpin, true, others, overload, usual.softPairing(), rstRevives, mss, usual.refusal());
    }

    /** One endpoint-independent pool address. */
    static NatFacts independent(Filtering filtering) {
        return new NatFacts(List.of(new PoolAddress(POOL, PortSpan.ALL, true, filtering)), List.of(), List.of());
    }

    /** One pool address and static mappings. */
    static NatFacts statics(StaticMapping... mappings) {
        return new NatFacts(List.of(PoolAddress.of(POOL)), List.of(mappings), List.of());
    }

    static NatFacts untranslated(String network, int prefixLength) {
        int address = Integer.reverseBytes(Packets.address(network));
        return new NatFacts(
                List.of(PoolAddress.of(POOL)), List.of(), List.of(new NetworkSet.Network(address, prefixLength)));
    }

    static StaticMapping port(int protocol, End inside, End outside) {
        return new StaticMapping(
                protocol, inside.address(), Ports.swap(inside.port()), outside.address(), Ports.swap(outside.port()));
    }

    static StaticMapping wholeAddress(int inside, int outside) {
        return new StaticMapping(StaticMapping.ANY, inside, 0, outside, 0);
    }

    /** The usual topology with other MTUs. */
    static Topology mtus(NatFacts facts, int inside, int outside) {
        Topology usual = Topology.usual(facts);
        List<InterfaceFacts> interfaces = List.of(
                withMtu(usual.interfaces().get(INSIDE), inside),
                withMtu(usual.interfaces().get(OUTSIDE), outside));
        return new Topology(interfaces, facts, usual.routes(), usual.nextHops(), usual.neighbors());
    }

    private static InterfaceFacts withMtu(InterfaceFacts one, int mtu) {
        return new InterfaceFacts(one.name(), one.role(), one.address(), one.prefixLength(), one.mac(), mtu);
    }

    /** Sends a packet from inside, returns what left to outside. */
    List<Datagram> out(Datagram packet) {
        inject(INSIDE, packet);
        return take(OUTSIDE);
    }

    /** Sends a packet from outside, returns what reached inside. */
    List<Datagram> in(Datagram packet) {
        inject(OUTSIDE, packet);
        return take(INSIDE);
    }

    /** Sends a packet from inside and returns what came back there. */
    List<Datagram> around(Datagram packet) {
        inject(INSIDE, packet);
        return take(INSIDE);
    }

    /** Sends a packet from inside that must leave as one, with all checksums right. */
    Datagram oneOut(Datagram packet) {
        return one(out(packet));
    }

    /** Sends a packet from outside that must arrive inside as one, with all checksums right. */
    Datagram oneIn(Datagram packet) {
        return one(in(packet));
    }

    /** Sends a packet from inside to which exactly one must come back there, with all checksums right. */
    Datagram oneAround(Datagram packet) {
        return one(around(packet));
    }

    private Datagram one(List<Datagram> packets) {
        if (packets.size() != 1) {
            throw new AssertionError("expected one packet, got " + packets.size() + "; drops " + rig.drops());
        }
        if (!packets.getFirst().holds()) {
            throw new AssertionError("a checksum is wrong");
        }
        return packets.getFirst();
    }

    /** Opens a UDP session and returns its NAT end. */
    End open(End from, End to) {
        return oneOut(Datagram.udp(from, to, 20)).from();
    }

    private void inject(int interfaceNumber, Datagram packet) {
        long mbuf = rig.pool.packet(Packets.ETHERNET + packet.bytes().length);
        long frame = Mbuf.data(mbuf);
        MemoryGateway.address(frame);
        for (int i = 0; i < packet.bytes().length; i++) {
            Memory.putByte(frame + Packets.ETHERNET + i, packet.bytes()[i]);
        }
        rig.inject(interfaceNumber, random.nextInt(rig.gateway.workers().size()), mbuf);
        rig.run();
    }

    /** Takes what an interface has sent. */
    List<Datagram> take(int interfaceNumber) {
        List<Datagram> packets = new ArrayList<>();
        for (long mbuf : rig.sent(interfaceNumber)) {
            int length = Mbuf.packetLength(mbuf) - Packets.ETHERNET;
            packets.add(new Datagram(Memory.bytes(Mbuf.data(mbuf) + Packets.ETHERNET, length)));
            rig.pool.free(mbuf);
        }
        return packets;
    }

    void pass(long millis) {
        rig.pass(millis);
        rig.run();
    }

    long count(DropReason reason) {
        return rig.total(reason);
    }

    long count(Counter counter) {
        return rig.total(counter);
    }

    @Override
    public void close() {
        take(INSIDE);
        take(OUTSIDE);
        rig.assertNothingLost(0);
        rig.close();
    }
}
