package io.sallyport.verify.run;

import io.sallyport.dataplane.count.Counter;
import io.sallyport.dataplane.count.CounterSnapshot;
import io.sallyport.dataplane.count.DropReason;
import io.sallyport.dataplane.memory.MemoryGateway;
import io.sallyport.dataplane.memory.MemoryPool;
import io.sallyport.dataplane.session.SessionLine;
import io.sallyport.dataplane.session.SessionTable;
import io.sallyport.dataplane.session.TableArena;
import io.sallyport.dataplane.session.TimerWheel;
import io.sallyport.dataplane.snapshot.NeighborRequest;
import io.sallyport.dataplane.worker.Worker;
import io.sallyport.dpdk.Mbuf;
import io.sallyport.dpdk.Ring;
import io.sallyport.dpdk.memory.Memory;
import io.sallyport.verify.model.Choice;
import io.sallyport.verify.model.Configuration;
import io.sallyport.verify.model.End;
import io.sallyport.verify.model.Reason;
import io.sallyport.verify.model.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real gateway in memory with all its wires in hand, driven by one thread and a clock that it is told. */
final class GatewayRig implements Choice, AutoCloseable {
    private static final int BUFFERS = 1024;
    private static final int QUEUE = 256;
    private static final int HANDOFF = 256;
    private static final int TAKE = 64;
    private static final int IDLE_ROUNDS = 3;
    private static final int MOST_ROUNDS = 10_000;
    private static final long NANOS = 1_000_000;
    private static final int TICK = TimerWheel.TICK_MILLIS;

    private final MemoryGateway gateway;
    private final TableArena arena = new TableArena();
    private final long pointers = arena.allocate(8 * TAKE, "frames");
    private final int interfaces;
    private final long[] before = new long[DropReason.ALL.length];

    GatewayRig(Scene scene, Configuration configuration) {
        gateway = new MemoryGateway(
                GatewaySettings.workers(configuration, scene.portKey()),
                GatewaySettings.topology(configuration),
                BUFFERS,
                QUEUE,
                HANDOFF);
        interfaces = configuration.interfaces().size();
    }

    /** Puts a frame into a receive queue and lets all workers run until none has anything to do. */
    void inject(Event event) {
        for (DropReason reason : DropReason.ALL) {
            before[reason.ordinal()] = dropped(reason);
        }
        MemoryPool pool = gateway.pool();
        long mbuf = pool.packet(event.frame.length);
        if (mbuf == 0) {
            throw new IllegalStateException("no packet buffer is left, " + pool.available() + " are free");
        }
        Memory.put(Mbuf.data(mbuf), event.frame);
        Memory.putLong(pointers, mbuf);
        if (gateway.device(event.interfaceNumber).wire(event.queue).enqueue(pointers, 1) != 1) {
            throw new IllegalStateException("receive queue is full");
        }
        run(event.time);
    }

    /**
     * Lets time go by, with a look at each moment at which the gateway may notice that something has ended, as workers that
     * never stop would have.
     */
    void advance(long from, long to, List<Long> ends) {
        Stream.concat(Stream.of(from), ends.stream())
                .flatMap(end -> Stream.of(nextTick(end), nextTick(end) + TICK))
                .filter(moment -> moment < to)
                .sorted()
                .distinct()
                .forEach(this::run);
        run(to);
    }

    private static long nextTick(long millis) {
        return (millis + TICK - 1) / TICK * TICK;
    }

    /** Lets all workers run at a moment until none has anything to do. */
    void run(long millis) {
        long nanos = millis * NANOS;
        int idle = 0;
        for (int round = 0; idle < IDLE_ROUNDS; round++) {
            if (round == MOST_ROUNDS) {
                throw new IllegalStateException("workers do not come to rest");
            }
            int work = 0;
            for (Worker worker : gateway.workers()) {
                work += worker.poll(nanos + round);
            }
            idle = work == 0 ? idle + 1 : 0;
        }
        freeSlowPath();
    }

    /** Takes what an interface has transmitted, in the order of queues. */
    List<byte[]> sent(int interfaceNumber) {
        List<byte[]> frames = new ArrayList<>();
        for (int queue = 0; queue < gateway.workers().size(); queue++) {
            Ring ring = gateway.device(interfaceNumber).sent(queue);
            for (int n = ring.dequeue(pointers, TAKE); n > 0; n = ring.dequeue(pointers, TAKE)) {
                for (int i = 0; i < n; i++) {
                    long mbuf = Memory.getLong(pointers + 8L * i);
                    frames.add(Memory.bytes(Mbuf.data(mbuf), Mbuf.dataLength(mbuf)));
                    gateway.pool().free(mbuf);
                }
            }
        }
        return frames;
    }

    /** What the control thread would take: ARP, which is not judged here, and questions for neighbors. */
    private void freeSlowPath() {
        for (Ring up : gateway.rings().up()) {
            for (int n = up.dequeue(pointers, TAKE); n > 0; n = up.dequeue(pointers, TAKE)) {
                for (int i = 0; i < n; i++) {
                    long element = Memory.getLong(pointers + 8L * i);
                    if (!NeighborRequest.isRequest(element)) {
                        gateway.pool().free(element);
                    }
                }
            }
        }
    }

    @Override
    public @Nullable End natTuple(int protocol, End inside, End remote) {
        long addresses =
                Integer.toUnsignedLong(Order.swap(inside.address())) | (long) Order.swap(remote.address()) << 32;
        int ports = Order.swap16(inside.port()) | Order.swap16(remote.port()) << 16;
        for (Worker worker : gateway.workers()) {
            int index = worker.sessions().findOut(addresses, ports, protocol);
            if (index >= 0) {
                return view(worker.sessions().line(index)).nat();
            }
        }
        return null;
    }

    @Override
    public boolean hasDropped(Reason reason) {
        DropReason same = DropReason.valueOf(reason.name());
        return dropped(same) > before[same.ordinal()];
    }

    Set<Session.View> sessions() {
        Set<Session.View> views = new HashSet<>();
        for (Worker worker : gateway.workers()) {
            SessionTable table = worker.sessions();
            for (int index = 0; index < table.capacity(); index++) {
                boolean isSession = table.live(index) && SessionLine.isSession(table.line(index));
                if (isSession && !views.add(view(table.line(index)))) {
                    throw new IllegalStateException("two equal sessions: " + view(table.line(index)));
                }
            }
        }
        return views;
    }

    private static Session.View view(long line) {
        return new Session.View(
                SessionLine.protocol(line),
                end(SessionLine.insideAddress(line), SessionLine.insidePort(line)),
                end(SessionLine.natAddress(line), SessionLine.natPort(line)),
                end(SessionLine.remoteAddress(line), SessionLine.remotePort(line)));
    }

    private static End end(int address, int port) {
        return new End(Order.swap(address), Order.swap16(port));
    }

    int workers() {
        return gateway.workers().size();
    }

    /** Places that are left in a worker's table. */
    int placesLeft(int worker) {
        SessionTable table = gateway.workers().get(worker).sessions();
        return table.capacity() - table.size();
    }

    long dropped(DropReason reason) {
        long sum = 0;
        for (Worker worker : gateway.workers()) {
            sum += worker.counters().get(reason);
        }
        return sum;
    }

    long count(Counter counter) {
        long sum = 0;
        for (Worker worker : gateway.workers()) {
            sum += worker.counters().get(counter);
        }
        return sum;
    }

    int interfaces() {
        return interfaces;
    }

    /** What is wrong with the ledgers and with the number of buffers; null if nothing is. */
    @Nullable
    String imbalance(long millis) {
        long held = 0;
        for (Worker worker : gateway.workers()) {
            long question = worker.counters().ask();
            worker.poll(millis * NANOS + NANOS - 1);
            if (!worker.counters().isAnswered(question)) {
                return "worker " + worker.number() + " did not answer in one turn";
            }
            CounterSnapshot counters = worker.counters().read(true);
            if (counters.difference() != 0) {
                return "the ledger of worker " + worker.number() + " is out by " + counters.difference();
            }
            held += counters.held();
        }
        long missing = BUFFERS - gateway.pool().available() - held;
        return missing == 0 ? null : missing + " buffers are lost";
    }

    @Override
    public void close() {
        gateway.close();
        arena.close();
    }
}
