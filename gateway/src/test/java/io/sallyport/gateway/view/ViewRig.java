package io.sallyport.gateway.view;

import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.Topology;
import io.sallyport.dataplane.packet.Ethernet;
import io.sallyport.dataplane.packet.Ipv4;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.snapshot.NatFacts;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dataplane.worker.WorkerSettings;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.plane.Configurations;
import io.sallyport.gateway.plane.SnapshotBuilder;

/** Workers in memory that have sessions because packets went through them; one thread, a clock of its own. */
final class ViewRig implements AutoCloseable {
    static final Config CONFIG = Configurations.of(Configurations.VIRTUAL, Configurations.POOLS);
    static final NatFacts NAT = SnapshotBuilder.nat(CONFIG.nat());
    static final int SYN = 2;
    static final int RST = 4;
    static final int SYN_ACK = 18;

    private static final int IP = Ethernet.HEADER;
    private static final int TRANSPORT = IP + 20;
    private static final int LENGTH = TRANSPORT + 20;

    final MemoryGateway gateway;
    private final TableArena arena = new TableArena();
    private final long pointer = arena.allocate(8, "test");
    private long now = 1_000_000_000_000L;

    ViewRig(int workers) {
        this(workers, NAT);
    }

    ViewRig(int workers, NatFacts nat) {
        WorkerSettings settings = WorkerSettings.defaults(workers, 64);
        Topology topology = Topology.usual(nat);
        gateway = new MemoryGateway(settings, topology, 64, 64, 64);
    }

    /**
     * Sends a packet from an inside host to 192.0.2.1 through the gateway.
     *
     * @param protocol TCP, UDP, ICMP for an echo request, or one without ports
     * @param host last byte of 10.0.0.x
     * @param port its port, or the id of the echo request
     * @param remotePort port of the far end
     */
    void out(int protocol, int host, int port, int remotePort) {
        send(protocol, host, port, remotePort, SYN, 0);
    }

    /** Sends a TCP segment from an inside host, and the far end answers with one of other flags, or not if 0. */
    void tcp(int host, int port, int remotePort, int flags, int answer) {
        send(Ipv4.TCP, host, port, remotePort, flags, answer);
    }

    private void send(int protocol, int host, int port, int remotePort, int flags, int answer) {
        long mbuf = gateway.pool().packet(LENGTH);
        long frame = Mbuf.data(mbuf);
        Memory.clear(frame, LENGTH);
        MemoryGateway.address(frame);
        Ipv4.write(frame + IP, LENGTH - IP, 64, protocol, address(10, 0, 0, host), address(192, 0, 2, 1));
        transport(frame + TRANSPORT, protocol, port, remotePort, flags);
        through(Topology.INSIDE, mbuf, Topology.OUTSIDE, answer);
    }

    private static void transport(long at, int protocol, int port, int remotePort, int flags) {
        if (protocol == Ipv4.ICMP) {
            Memory.putByte(at, 8);
            Memory.putShortBE(at + 4, port);
            return;
        }
        Memory.putShortBE(at, port);
        Memory.putShortBE(at + 2, remotePort);
        if (protocol == Ipv4.TCP) {
            Memory.putByte(at + 12, 0x50);
            Memory.putByte(at + 13, flags);
        } else {
            Memory.putShortBE(at + 4, LENGTH - TRANSPORT);
        }
    }

    /** Sends a packet in by one interface, expects it from the other, and answers it if {@code answer} is not 0. */
    private void through(int from, long mbuf, int to, int answer) {
        Memory.putLong(pointer, mbuf);
        if (gateway.device(from).wire(0).enqueue(pointer, 1) != 1) {
            throw new IllegalStateException("test wire is full");
        }
        long sent = take(to);
        if (answer == 0) {
            gateway.pool().free(sent);
        } else {
            turn(Mbuf.data(sent), answer);
            through(to, sent, from, 0);
        }
    }

    private static void turn(long frame, int flags) {
        int host = Memory.getInt(frame + IP + 12);
        int peer = Memory.getInt(frame + IP + 16);
        int ports = Memory.getInt(frame + TRANSPORT);
        MemoryGateway.address(frame);
        Ipv4.write(frame + IP, LENGTH - IP, 64, Ipv4.TCP, peer, host);
        Memory.putInt(frame + TRANSPORT, Integer.rotateLeft(ports, 16));
        Memory.putByte(frame + TRANSPORT + 13, flags);
    }

    private long take(int to) {
        for (int turn = 0; turn < 10; turn++) {
            for (Worker worker : gateway.workers()) {
                worker.poll(now);
                if (gateway.device(to).sent(worker.number()).dequeue(pointer, 1) == 1) {
                    return Memory.getLong(pointer);
                }
            }
        }
        throw new AssertionError("the packet did not come out; drops: " + drops());
    }

    private String drops() {
        StringBuilder text = new StringBuilder();
        for (Worker worker : gateway.workers()) {
            for (DropReason reason : DropReason.ALL) {
                long count = worker.counters().get(reason);
                text.append(count == 0 ? "" : reason.label() + "=" + count + " ");
            }
        }
        return text.toString();
    }

    /** One turn of every worker. */
    void poll() {
        gateway.workers().forEach(worker -> worker.poll(now));
    }

    void pass(long millis) {
        now += millis * 1_000_000;
    }

    long nowMillis() {
        return now / 1_000_000;
    }

    private static int address(int a, int b, int c, int d) {
        return a | b << 8 | c << 16 | d << 24;
    }

    @Override
    public void close() {
        gateway.close();
        arena.close();
    }
}
